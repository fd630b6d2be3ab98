import { createReadStream, createWriteStream, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { AcceptedEvent } from './putEvents.ts';

/** The archive of the local EventBridge: every event that a bus accepted, with the time of its arrival. */
export interface Archive {
  keep(events: readonly AcceptedEvent[]): void;
  /** The events that arrived from one moment to another (ms since 1970, the second one not included). */
  between(from: number, to: number): AsyncIterable<AcceptedEvent>;
  close(): Promise<void>;
}

type Line = AcceptedEvent & { at: number };

/** On AWS an archive forgets after its days; on a laptop it begins anew when it has become large. */
const LARGEST = 50 * 1024 * 1024;

const isLarge = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST;

/** Opens the archive in a file, which it continues. */
export const openArchive = (file: string): Archive => {
  mkdirSync(dirname(file), { recursive: true });
  const stream = createWriteStream(file, { flags: isLarge(file) ? 'w' : 'a' });
  const written = () => new Promise<void>((resolve) => stream.write('', () => resolve()));
  return {
    keep: (events) => {
      const at = Date.now();
      for (const event of events) stream.write(`${JSON.stringify({ at, ...event })}\n`);
    },
    async *between(from, to) {
      await written();
      for await (const text of createInterface({ input: createReadStream(file) })) {
        // A killed process may have left half a line.
        if (!text.endsWith('}')) continue;
        const { at, bus, body } = JSON.parse(text) as Line;
        if (at >= from && at < to) yield { bus, body };
      }
    },
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  };
};
