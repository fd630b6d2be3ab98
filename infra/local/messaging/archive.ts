import { createReadStream, createWriteStream, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Log } from '../log.ts';
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

// A killed process leaves half a line.
const lineIn = (text: string, log: Log): Line | undefined => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as Line;
  } catch (error) {
    log('a line of the archive of events could not be read and is left out', error);
    return undefined;
  }
};

/** Opens the archive in a file, which it continues. */
export const openArchive = (file: string, log: Log): Archive => {
  mkdirSync(dirname(file), { recursive: true });
  const stream = createWriteStream(file, { flags: isLarge(file) ? 'w' : 'a' });
  // What a killed process left is not to become part of the next line.
  stream.write('\n');
  const written = () => new Promise<void>((resolve) => stream.write('', () => resolve()));
  return {
    keep: (events) => {
      const at = Date.now();
      for (const event of events) stream.write(`${JSON.stringify({ at, ...event })}\n`);
    },
    async *between(from, to) {
      await written();
      for await (const text of createInterface({ input: createReadStream(file) })) {
        const line = lineIn(text, log);
        if (line && line.at >= from && line.at < to) yield { bus: line.bus, body: line.body };
      }
    },
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  };
};
