import { busOver } from './cloud/bus.ts';
import { callsOver } from './cloud/calls.ts';
import { cloudFaults } from './cloud/faults.ts';
import { type Functions, functionsOver } from './cloud/functions.ts';
import { gatewayOver } from './cloud/gateway.ts';
import { outages } from './cloud/outages.ts';
import { type Batching, type Queue, queueOver } from './cloud/queue.ts';
import { queueService } from './cloud/queueService.ts';
import { refusal, type Serve } from './cloud/serve.ts';
import { subjects } from './cloud/subjects.ts';
import { dataApiOver, type Execute } from './database/database.ts';
import type { Engine } from './engine/engine.ts';
import type { Faults } from './engine/faults.ts';
import { environment } from './environment.ts';
import type { Bundles } from './lambda/bundles.ts';
import { peopleOver } from './people.ts';
import { services } from './services.ts';

/** All that can go wrong: with the cloud, and with the third parties of each service. */
export const allFaults: Faults = Object.assign(
  {},
  cloudFaults,
  ...services.map(({ faults }) => faults ?? {}),
) as Faults;

/** All faults, some of them with another rate. */
export const faultsAt = (rates: Readonly<Record<string, number>> = {}): Faults => {
  const stray = Object.keys(rates).find((kind) => !Object.hasOwn(allFaults, kind));
  if (stray !== undefined) throw new Error(`Nobody declares the fault ${stray}`);
  const others = Object.entries(rates).map(([kind, rate]) => [kind, { ...allFaults[kind]!, rate }] as const);
  return { ...allFaults, ...Object.fromEntries(others) };
};

const VISIBILITY_MS = 180_000;
const MAIL_VISIBILITY_MS = 540_000;
const MAX_RECEIVES = 100;

/** Lambda Invoke: a function of ours, or one that a third party plays. */
const lambdaOver =
  (engine: Engine, functions: () => Functions, played: Readonly<Record<string, Serve>>): Serve =>
  (arrived, answer) => {
    const { FunctionName, Payload } = arrived.payload as { FunctionName: string; Payload: string };
    if (engine.fault('throttled', arrived.site, arrived.about))
      return answer(refusal('TooManyRequestsException', 429));
    const plays = played[FunctionName];
    if (plays) return plays(arrived, answer);
    functions().invoke(FunctionName, JSON.parse(Payload) as unknown, arrived.subject, (outcome) => {
      const isFailure = 'failure' in outcome;
      const said = isFailure ? { errorMessage: outcome.failure } : outcome.result;
      const value = {
        Payload: Buffer.from(JSON.stringify(said)),
        ...(isFailure && { FunctionError: 'Unhandled' }),
      };
      answer({ value });
    });
  };

/** The whole shop in its cloud, with its third parties and the people before it. */
export const stageOver = (engine: Engine, bundles: Bundles, execute: Execute, batching: Batching) => {
  const isDown = outages(engine);
  const known = subjects();
  const queues = new Map<string, Queue>();
  const parties = services.flatMap((service) => service.parties?.({ engine, isDown }) ?? []);
  const bus = busOver(engine, known, queues, isDown);
  const serves: Record<string, Serve> = Object.assign(
    {
      events: bus.serve,
      queues: queueService(queues, known, isDown),
      database: dataApiOver(engine, execute, isDown),
      lambda: lambdaOver(
        engine,
        () => functions,
        Object.assign({}, ...parties.map((party) => party.functions ?? {})) as Record<string, Serve>,
      ),
    },
    ...parties.map((party) => party.serves ?? {}),
  ) as Record<string, Serve>;
  const callFrom = callsOver(engine, known, serves);
  const { facts, shared } = bundles;
  const functions = functionsOver({ engine, shared, environment, callFrom }, bundles.functions);
  for (const { name, workers } of facts) {
    if (workers === undefined) continue;
    const visibilityMs = name === 'email' ? MAIL_VISIBILITY_MS : VISIBILITY_MS;
    const queue = { name, workers, visibilityMs, maxReceives: MAX_RECEIVES };
    queues.set(name, queueOver(engine, queue, functions.invoke, batching));
  }
  const gateway = gatewayOver(engine, facts, functions);
  const acts = services.flatMap((service) => service.acts ?? []);
  return { bus, queues, functions, parties, people: peopleOver(engine, gateway, acts), subjects: known };
};

export type Stage = ReturnType<typeof stageOver>;
