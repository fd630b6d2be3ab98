import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { CallAnswer } from '../lambda/instance.ts';
import { openSession, type Session, type Statement } from './session.ts';

/** A connection with at most one transaction of one statement: it has run and is not committed yet, or waits for a lock. */
export interface Slot {
  session: Session;
  pid: number;
  state: 'free' | 'open' | 'waiting';
  answer: CallAnswer | undefined;
  work: Promise<void> | undefined;
}

const COUNT = 6;

const openSlot = async (url: string, seed: number): Promise<Slot> => {
  const session = await openSession(url, seed);
  const [[pid] = []] = await session.rowsOf('select pg_backend_pid()');
  return { session, pid: Number(pid), state: 'free', answer: undefined, work: undefined };
};

const rollBack = (answer: CallAnswer | undefined) => (answer && 'error' in answer ? 'rollback' : 'commit');

/** Connections whose transactions are held open in virtual time, so that statements run into each other's locks. */
export const openSlots = async (url: string, seed: number) => {
  const slots: Slot[] = [];
  for (let nth = 0; nth < COUNT; nth++) slots.push(await openSlot(url, seed));
  const monitor = new pg.Client({ connectionString: url });
  await monitor.connect();

  // By the table of locks: a process that was given its lock may not have woken up yet.
  const isBlocked = async (pid: number): Promise<boolean> => {
    const text = 'select 1 where cardinality(pg_blocking_pids($1)) > 0';
    return (await monitor.query({ name: 'blocked', text, values: [pid] })).rowCount === 1;
  };

  /** Waits in real time until a statement has ended or certainly waits for a lock: which of both is no matter of time. */
  const rest = async (slot: Slot): Promise<void> => {
    slot.state = 'open';
    while (slot.answer === undefined) {
      await Promise.race([slot.work, wait(1)]);
      if (slot.answer !== undefined || !(await isBlocked(slot.pid))) continue;
      slot.state = 'waiting';
      return;
    }
  };

  return {
    free: () => slots.find(({ state }) => state === 'free'),
    waiting: () => slots.filter(({ state }) => state === 'waiting'),
    rest,
    async begin(slot: Slot, statement: Statement, now: number): Promise<void> {
      const { session } = slot;
      slot.answer = undefined;
      slot.state = 'waiting';
      session.tellTime(now);
      void session.client.query('begin');
      slot.work = session.execute(statement, now).then((answer) => {
        slot.answer = answer;
      });
      await rest(slot);
    },
    async commit(slot: Slot): Promise<CallAnswer> {
      const answer = slot.answer!;
      await slot.session.client.query(rollBack(answer));
      slot.state = 'free';
      return answer;
    },
    async end() {
      for (const { session } of slots) await session.end();
      await monitor.end();
    },
  };
};

export type Slots = Awaited<ReturnType<typeof openSlots>>;
