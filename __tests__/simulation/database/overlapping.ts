import type { Answer, Arrived } from '../cloud/serve.ts';
import type { Engine } from '../engine/engine.ts';
import type { Execute } from './database.ts';
import type { Statement } from './session.ts';
import type { Slot, Slots } from './slots.ts';

const LONGEST_MS = 60;

/**
 * Statements overlap: each is committed some virtual time after it has run. Whoever runs into its locks waits, is seen to
 * wait, and goes on after the commit. One at most waits, for who of several gets a lock first is a matter of real time.
 */
export const overlapping = (engine: Engine, slots: Slots): Execute => {
  const later: { arrived: Arrived; answer: Answer }[] = [];
  const answers = new Map<Slot, { site: string; answer: Answer }>();

  const commitSoon = (slot: Slot) => {
    const { site } = answers.get(slot)!;
    const ms = 1 + Math.floor(engine.chance(`commit ${site}`) ** 2 * LONGEST_MS);
    engine.after(ms, `commit ${site}`, () => inTurn(() => commit(slot)));
  };

  const commit = async (slot: Slot) => {
    const { site, answer } = answers.get(slot)!;
    const result = await slots.commit(slot);
    const goOn: Slot[] = [];
    for (const other of slots.waiting()) {
      await slots.rest(other);
      if (other.state === 'open') goOn.push(other);
    }
    return () => {
      engine.trace(`SQL ${site} committed ${JSON.stringify(result)}`);
      goOn.forEach(commitSoon);
      for (const each of later.splice(0))
        engine.after(0, `again ${each.arrived.site}`, () => execute(each.arrived, each.answer));
      answer(result);
    };
  };

  const begin = async (slot: Slot, { payload, site }: Arrived) => {
    await slots.begin(slot, payload as Statement, engine.now);
    return () => {
      engine.trace(`SQL ${site} ${slot.state === 'open' ? 'has run' : 'waits for a lock'}`);
      if (slot.state === 'open') commitSoon(slot);
    };
  };

  // One thing at a time: what several ask at the same moment is asked in their order.
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = (work: () => Promise<() => void>) => {
    const done = last.then(work);
    last = done;
    engine.later(done);
  };

  const execute: Execute = (arrived, answer) =>
    inTurn(async () => {
      const slot = slots.waiting().length === 0 ? slots.free() : undefined;
      if (slot === undefined) return () => void later.push({ arrived, answer });
      answers.set(slot, { site: arrived.site, answer });
      return begin(slot, arrived);
    });
  return execute;
};
