import type { Payment } from './payment.ts';

/** Somebody else wrote the payment since it was read: read it again. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** A payment with the mark of its present state, for writing it only where nobody else has meanwhile. */
export interface Entry {
  payment: Payment;
  version: string;
}

/** Which payments to list: those of a bank created in [from, to), `limit` of them after the cursor `after`. */
export interface Page {
  bank: string;
  from: number;
  to: number;
  after: string | undefined;
  limit: number;
}

/** Where a bank keeps its payments. What it has acknowledged survives a crash. */
export interface Ledger {
  read(id: string): Promise<Entry | undefined>;
  /** Writes a payment: a new one without `version`, else over the state that has it. Rejects with Conflict. */
  write(payment: Payment, version?: string): Promise<void>;
  /** Payments in the order in which they were created; `next` is the cursor of the following page. */
  list(page: Page): Promise<{ payments: Payment[]; next: string | undefined }>;
}

// Thirteen digits hold every millisecond until the year 2286, so that text sorts as time does.
const DIGITS = 13;

/** What a payment is sorted and listed by: its time, then its id. */
export const cursorOf = ({ createdAt, id }: Pick<Payment, 'createdAt' | 'id'>): string =>
  `${String(createdAt).padStart(DIGITS, '0')}-${id}`;

/** The cursor before everything that was created at or after that time. */
export const cursorAt = (time: number): string => String(time).padStart(DIGITS, '0');

/** The id in a cursor. */
export const idIn = (cursor: string): string => cursor.slice(DIGITS + 1);
