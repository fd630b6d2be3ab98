import { existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Conflict, cursorAt, cursorOf, idIn, type Ledger } from '../../../src/bank/ledger.ts';
import type { Payment } from '../../../src/bank/payment.ts';

interface Line {
  payment: Payment;
  version: number;
}

/** The lines of a file that were written to their end; what was broken off is cut away, for nobody was told of it. */
const linesIn = (file: string): Line[] => {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  return whole
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
};

/** A ledger in a file: one line for each state of a payment, on disk before it is acknowledged. One process at a time. */
export const openFileLedger = async (file: string): Promise<Ledger & { close(): Promise<void> }> => {
  mkdirSync(dirname(file), { recursive: true });
  const entries = new Map<string, Line>();
  for (const line of linesIn(file)) entries.set(line.payment.id, line);
  const cursors = [...entries.values()].map(({ payment }) => cursorOf(payment)).sort();
  const handle = await open(file, 'a');

  let waiting: string[] = [];
  let flushed: Promise<void> = Promise.resolve();
  // What comes while the disk is busy goes together in the next write.
  const toDisk = (line: string): Promise<void> => {
    waiting.push(line);
    if (waiting.length > 1) return flushed;
    flushed = flushed.then(async () => {
      const lines = waiting.join('');
      waiting = [];
      await handle.appendFile(lines);
      await handle.datasync();
    });
    return flushed;
  };

  return {
    async read(id) {
      const line = entries.get(id);
      // Nobody is told of a state that is not on disk yet.
      await flushed;
      return line && { payment: line.payment, version: String(line.version) };
    },
    async write(payment, version) {
      const standing = entries.get(payment.id);
      if (String(standing?.version) !== String(version)) throw new Conflict();
      const line = { payment, version: (standing?.version ?? 0) + 1 };
      entries.set(payment.id, line);
      if (!standing) insert(cursors, cursorOf(payment));
      await toDisk(`${JSON.stringify(line)}\n`);
    },
    async list({ bank, from, to, after, limit }) {
      const payments: Payment[] = [];
      const start = after ?? cursorAt(from);
      for (let index = firstAfter(cursors, start); index < cursors.length; index++) {
        const cursor = cursors[index]!;
        if (cursor >= cursorAt(to)) break;
        const payment = entries.get(idIn(cursor))?.payment;
        if (payment?.bank !== bank) continue;
        payments.push(payment);
        if (payments.length === limit) return { payments, next: cursor };
      }
      return { payments, next: undefined };
    },
    async close() {
      await flushed;
      await handle.close();
    },
  };
};

/** The index of the first cursor behind that one. */
const firstAfter = (cursors: readonly string[], cursor: string): number => {
  let [low, high] = [0, cursors.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cursors[middle]! <= cursor) low = middle + 1;
    else high = middle;
  }
  return low;
};

const insert = (cursors: string[], cursor: string): void => {
  cursors.splice(firstAfter(cursors, cursor), 0, cursor);
};
