import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A mail address with its display name (empty when the sender gave none). */
export interface MailAddress {
  address: string;
  name: string;
}

/** What SMTP said around a mail: who really sent it, to whom, and from which host. */
export interface Envelope {
  from: MailAddress;
  to: MailAddress[];
  host: string;
  remoteAddress: string;
}

/** One mail as it lies on disk: its envelope and the bytes as they were received. */
export interface StoredMail {
  envelope: Envelope;
  raw: Buffer;
}

/** The file of received mails; every change has been handed to the system when the call returns. */
export interface MailStore {
  /** Keeps a mail and gives its id; ids sort by the time of receipt. */
  save(mail: StoredMail): string;
  /** The ids of all mails, oldest first. */
  ids(): readonly string[];
  has(id: string): boolean;
  /** The mail with this id, or undefined when there is none. */
  read(id: string): StoredMail | undefined;
  /** Deletes a mail; false when there was none with this id. */
  remove(id: string): boolean;
  removeAll(): void;
  /** A text that differs after every change, also from one process to the next. */
  version(): string;
  close(): void;
}

interface Entry {
  id: string;
  envelope: Envelope;
  /** Bytes of the mail that follow the entry's line; a deletion has none. */
  size: number;
  deleted?: true;
}

interface Place {
  envelope: Envelope;
  start: number;
  size: number;
}

const TIME_DIGITS = 9;
const SEQUENCE_DIGITS = 3;
const NEWLINE = 10;

const asId = (time: number, sequence: number): string =>
  time.toString(36).padStart(TIME_DIGITS, '0') + sequence.toString(36).padStart(SEQUENCE_DIGITS, '0');

/** When the mail with this id was received. */
export const receivedAt = (id: string): Date => new Date(parseInt(id.slice(0, TIME_DIGITS), 36));

const nextIds = (newest: string | undefined): (() => string) => {
  let time = newest === undefined ? 0 : receivedAt(newest).getTime();
  let sequence = newest === undefined ? 0 : parseInt(newest.slice(TIME_DIGITS), 36);
  return () => {
    const now = Date.now();
    if (now > time) [time, sequence] = [now, 0];
    else sequence += 1;
    return asId(time, sequence);
  };
};

const parsed = (line: string): Entry | undefined => {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
};

/** Finds the entries of the file; `end` is where the last whole one ends (a crash may have cut the next). */
const scan = (file: Buffer): { places: Map<string, Place>; end: number } => {
  const places = new Map<string, Place>();
  for (let end = 0; ;) {
    const lineEnd = file.indexOf(NEWLINE, end);
    const entry = lineEnd === -1 ? undefined : parsed(file.toString('utf8', end, lineEnd));
    const next = lineEnd + 1 + (entry?.size ?? 0);
    if (entry === undefined || next > file.length) return { places, end };
    if (entry.deleted) places.delete(entry.id);
    else places.set(entry.id, { envelope: entry.envelope, start: lineEnd + 1, size: entry.size });
    end = next;
  }
};

/**
 * Opens the mails kept in a folder, finding again what an earlier process has kept.
 * They lie in one file that only grows: creating a file for each costs ten times as much as receiving it.
 */
export const openMailStore = (directory: string): MailStore => {
  mkdirSync(directory, { recursive: true });
  const file = openSync(join(directory, 'mails'), 'a+');
  const opened = Date.now().toString(36);
  let { places, end } = scan(readFileSync(file));
  ftruncateSync(file, end);
  const nextId = nextIds([...places.keys()].at(-1));
  let changes = 0;
  let inOrder: readonly string[] | undefined;
  const append = (entry: Entry, raw: Buffer): number => {
    const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(entry)}\n`), raw]);
    // One system call for the whole entry: a process that is killed leaves all of it or nothing.
    if (writeSync(file, bytes) !== bytes.length) {
      ftruncateSync(file, end);
      throw new Error('the disk is full');
    }
    end += bytes.length;
    changes += 1;
    inOrder = undefined;
    return end - raw.length;
  };
  return {
    save: ({ envelope, raw }) => {
      const id = nextId();
      const start = append({ id, envelope, size: raw.length }, raw);
      places.set(id, { envelope, start, size: raw.length });
      return id;
    },
    ids: () => (inOrder ??= [...places.keys()]),
    has: (id) => places.has(id),
    read: (id) => {
      const place = places.get(id);
      if (place === undefined) return undefined;
      const raw = Buffer.alloc(place.size);
      readSync(file, raw, 0, place.size, place.start);
      return { envelope: place.envelope, raw };
    },
    remove: (id) => {
      const place = places.get(id);
      if (place === undefined) return false;
      append({ id, envelope: place.envelope, size: 0, deleted: true }, Buffer.alloc(0));
      return places.delete(id);
    },
    removeAll: () => {
      ftruncateSync(file, 0);
      [places, end, inOrder] = [new Map(), 0, undefined];
      changes += 1;
    },
    version: () => `${opened}-${changes}`,
    close: () => closeSync(file),
  };
};
