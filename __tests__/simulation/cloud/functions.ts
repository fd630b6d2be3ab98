import { AsyncLocalStorage } from 'node:async_hooks';
import type { Engine } from '../engine/engine.ts';
import type { FunctionFacts } from '../lambda/functions.ts';
import { type Call, type Evaluate, type Exports, instanceOf, type Shared } from '../lambda/instance.ts';

/** An instance of a function. A frozen one keeps what would go on in it until it is invoked again. */
export interface Instance {
  name: string;
  function: string;
  exports: Exports | undefined;
  frozen: (() => void)[] | undefined;
  /** What it works on. */
  event: string;
  end: (outcome: Outcome) => void;
}

/** How an invocation ended. */
export type Outcome = { result: unknown } | { failure: string };

interface Deployed {
  facts: FunctionFacts;
  evaluate: Evaluate;
  idle: Instance[];
  made: number;
}

/** What functions run in. */
export interface FunctionsWorld {
  engine: Engine;
  shared: Shared;
  environment: Record<string, string>;
  /** Calls the world for an instance. */
  callFrom: (instance: Instance) => Call;
}

const MOST_SKEW_MS = 1500;

// As Lambda does it; frozen or not, nobody shares an object with an instance.
const copyOf = (value: unknown): unknown =>
  value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);

const hex = (chance: number) =>
  Math.floor(chance * 0x100000000)
    .toString(16)
    .padStart(8, '0');

/** Goes on inside an instance: never when it is gone, after the thaw when it is frozen. */
export const resume = (instance: Instance, work: () => void): void => {
  if (instance.exports === undefined) return;
  if (instance.frozen) instance.frozen.push(work);
  else work();
};

/** The instance is gone: nothing that it awaits ever comes, and what it knew is lost. What it sent still arrives. */
export const crash = (instance: Instance): void => {
  if (instance.exports === undefined) return;
  instance.exports = undefined;
  instance.end({ failure: 'crashed' });
};

/** Lambda: cold and warm instances, time-outs, crashes. */
export const functionsOver = (
  { engine, shared, environment, callFrom }: FunctionsWorld,
  deployed: ReadonlyMap<string, { facts: FunctionFacts; evaluate: Evaluate }>,
) => {
  const all = new Map<string, Deployed>(
    [...deployed].map(([name, { facts, evaluate }]) => [name, { facts, evaluate, idle: [], made: 0 }]),
  );

  const outsideOf = (instance: Instance) => {
    const { name } = instance;
    const skew = engine.fault('skewed', name, '')
      ? engine.between(`skew ${name}`, -MOST_SKEW_MS, MOST_SKEW_MS)
      : 0;
    let drawn = 0;
    const random = () => engine.chance(`${name} draws ${drawn++}`);
    return {
      now: () => engine.now + skew,
      random,
      uuid: () => {
        const [a, b, c, d] = [hex(random()), hex(random()), hex(random()), hex(random())];
        return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
      },
      call: callFrom(instance),
      timer(ms: number, ring: () => void) {
        const inContext = AsyncLocalStorage.snapshot();
        const timer = { isCleared: false, unref: () => timer, ref: () => timer };
        const rings = () => resume(instance, () => timer.isCleared || inContext(ring));
        engine.after(ms, `${name} timer ${drawn++}`, rings);
        return timer;
      },
      clear(timer: unknown) {
        if (timer) (timer as { isCleared: boolean }).isCleared = true;
      },
      write: (line: string) => engine.trace(`LOG ${name} ${line.trimEnd()}`),
      environment: { ...environment, AWS_LAMBDA_FUNCTION_NAME: instance.function },
    };
  };

  const make = ({ facts, evaluate }: Deployed, nth: number): Instance => {
    const instance: Instance = {
      name: `${facts.name}#${nth}`,
      function: facts.name,
      exports: undefined,
      frozen: undefined,
      event: '',
      end: () => undefined,
    };
    instance.exports = instanceOf(evaluate, outsideOf(instance), shared);
    return instance;
  };

  const takeIdle = ({ idle }: Deployed, site: string): Instance | undefined => {
    const one = () => idle.splice(Math.floor(engine.chance(`which ${site}`) * idle.length), 1)[0];
    if (idle.length > 0 && engine.fault('recycled', site, '')) one()!.exports = undefined;
    return idle.length > 0 ? one() : undefined;
  };

  /** Runs a function once; `done` hears how it ended. */
  const invoke = (name: string, event: unknown, subject: string, done: (outcome: Outcome) => void): void => {
    const one = all.get(name);
    if (one === undefined) throw new Error(`There is no function ${name}`);
    const site = `${name}|${subject}|${engine.nth(`invoke ${name} ${subject}`)}`;
    const warm = takeIdle(one, site);
    const instance = warm ?? make(one, ++one.made);
    const { timeoutMs } = one.facts;
    instance.event = JSON.stringify(event);
    let isOver = false;
    instance.end = (outcome) => {
      if (isOver) return;
      isOver = true;
      engine.trace(`END ${instance.name} ${site} ${JSON.stringify(outcome)}`);
      if (instance.exports !== undefined) {
        instance.frozen = [];
        one.idle.push(instance);
      }
      done(outcome);
    };
    const begin = () => {
      const deadline = engine.now + timeoutMs;
      const thawed = instance.frozen ?? [];
      instance.frozen = undefined;
      engine.trace(`START ${instance.name} ${site}`);
      engine.after(timeoutMs, `time-out ${site}`, () => {
        if (isOver) return;
        engine.trace(`TIME-OUT ${instance.name} ${site}`);
        instance.exports = undefined;
        instance.end({ failure: 'timed out' });
      });
      for (const work of thawed) work();
      const context = { awsRequestId: site, getRemainingTimeInMillis: () => deadline - engine.now };
      const { handler } = instance.exports!;
      void (async () => {
        try {
          const result = copyOf(await handler(JSON.parse(instance.event), context));
          if (instance.exports !== undefined) instance.end({ result });
        } catch (error) {
          if (instance.exports !== undefined)
            instance.end({ failure: error instanceof Error ? `threw ${error.message}` : 'threw' });
        }
      })();
    };
    engine.after(warm ? 1 : engine.between(`cold ${site}`, 100, 800), `start ${site}`, begin);
  };

  return { invoke };
};

export type Functions = ReturnType<typeof functionsOver>;
