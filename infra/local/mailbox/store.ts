import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** One mail as it was received: when (ms since 1970), for whom, and its bytes. */
export interface StoredMail {
  id: number;
  receivedAt: number;
  recipients: string[];
  raw: Buffer;
}

/** The received mails, kept across runs. */
export interface MailStore {
  /** Keeps a mail and gives its id; a killed process does not lose it. */
  save(recipients: readonly string[], raw: Buffer): number;
  read(id: number): StoredMail | undefined;
  /** The mails to a whole address, or to all; oldest first. */
  list(recipient?: string): StoredMail[];
  /** The newest mails of which a recipient contains the text, newest first, and how many there are in all. */
  newest(text: string, most: number): { found: StoredMail[]; total: number };
  close(): void;
}

const TABLE = `create table if not exists mails (
  id integer primary key, received_at integer not null, recipients text not null, raw blob not null)`;

const mailOf = (row: Record<string, unknown>): StoredMail => ({
  id: Number(row['id']),
  receivedAt: Number(row['received_at']),
  recipients: String(row['recipients']).trim().split(' '),
  raw: Buffer.from(row['raw'] as Uint8Array),
});

/** Opens the mails in a folder. Each recipient stands between spaces, which no address on its way by SMTP holds. */
export const openMailStore = (directory: string): MailStore => {
  mkdirSync(directory, { recursive: true });
  const database = new DatabaseSync(join(directory, 'mails.sqlite'));
  // Without waiting for the disk: what was handed to the system survives a killed process.
  database.exec(`pragma journal_mode = wal; pragma synchronous = normal; ${TABLE}`);
  const insert = database.prepare('insert into mails (received_at, recipients, raw) values (?, ?, ?)');
  const one = database.prepare('select * from mails where id = ?');
  const all = database.prepare('select * from mails where instr(recipients, ?) > 0 order by id');
  const last = database.prepare(
    'select * from mails where instr(recipients, ?) > 0 order by id desc limit ?',
  );
  const count = database.prepare('select count(*) as total from mails');
  return {
    save: (recipients, raw) =>
      Number(insert.run(Date.now(), ` ${recipients.join(' ')} `.toLowerCase(), raw).lastInsertRowid),
    read: (id) => {
      const row = one.get(id);
      return row && mailOf(row);
    },
    list: (recipient) =>
      all.all(` ${recipient === undefined ? '' : `${recipient.toLowerCase()} `}`).map(mailOf),
    newest: (text, most) => ({
      found: last.all(text.toLowerCase() || ' ', most).map(mailOf),
      total: Number(count.get()?.['total']),
    }),
    close: () => database.close(),
  };
};
