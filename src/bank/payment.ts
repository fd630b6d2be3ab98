import { createHash } from 'node:crypto';

/** A capture, void or refund that was asked for; the same `key` is done once. `amount` in hundredths of the currency. */
export interface Operation {
  key: string;
  kind: 'capture' | 'void' | 'refund';
  amount: number;
  at: number;
}

/** One payment in the bank's ledger. Amounts in hundredths of `currency`, times in ms since 1970. */
export interface Payment {
  id: string;
  bank: string;
  status: 'authorised' | 'captured' | 'voided' | 'expired';
  amount: number;
  currency: string;
  captured: number;
  refunded: number;
  email: string;
  /** Whatever the shop wants to find again, such as the order's id. */
  metadata: Record<string, string>;
  createdAt: number;
  /** When the hold on the customer's money lapses by itself. */
  expiresAt: number;
  /** Of what was asked for under the idempotency key; another request under it is refused. */
  requestHash: string;
  operations: Operation[];
}

/** What a shop asks for when it holds a customer's money. */
export type Authorisation = Pick<Payment, 'amount' | 'currency' | 'email' | 'metadata'>;

/** Why a bank says no; anything else that goes wrong is not the bank's word. */
export type Refusal =
  | 'declined'
  | 'idempotency_key_reused'
  | 'unknown_payment'
  | 'wrong_state'
  | 'amount_too_large'
  | 'capture_refused'
  | 'authorisation_expired';

/** The bank's no. */
export class Refused extends Error {
  readonly code: Refusal;
  constructor(code: Refusal) {
    super(`The bank says: ${code}`);
    this.code = code;
  }
}

const DAY_MS = 86_400_000;

/** How long a hold lasts, as with most cards. */
const HOLD_MS = 7 * DAY_MS;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The id of a bank's payment for an idempotency key: the same key always leads to the same payment. */
export const paymentIdOf = (bank: string, idempotencyKey: string): string =>
  `${bank}_${sha256(`${bank}\n${idempotencyKey}`).slice(0, 24)}`;

const hashOf = ({ amount, currency, email, metadata }: Authorisation): string =>
  sha256(JSON.stringify([amount, currency, email, Object.entries(metadata).sort()]));

/** A new hold on a customer's money. */
export const authorised = (
  bank: string,
  idempotencyKey: string,
  asked: Authorisation,
  now: number,
): Payment => ({
  id: paymentIdOf(bank, idempotencyKey),
  bank,
  status: 'authorised',
  amount: asked.amount,
  currency: asked.currency,
  captured: 0,
  refunded: 0,
  email: asked.email,
  metadata: asked.metadata,
  createdAt: now,
  expiresAt: now + HOLD_MS,
  requestHash: hashOf(asked),
  operations: [],
});

/** The payment that stands under the key, where the same is asked for again. Throws Refused where it is not the same. */
export const repeated = (standing: Payment, asked: Authorisation): Payment => {
  if (standing.requestHash !== hashOf(asked)) throw new Refused('idempotency_key_reused');
  return standing;
};

/** The payment as it is now: a hold lapses by itself. */
export const asOf = (payment: Payment, now: number): Payment =>
  payment.status === 'authorised' && now >= payment.expiresAt ? { ...payment, status: 'expired' } : payment;

const effects: Record<Operation['kind'], (payment: Payment, amount: number) => Partial<Payment>> = {
  capture: (payment, amount) => {
    if (payment.status === 'expired') throw new Refused('authorisation_expired');
    if (payment.status !== 'authorised') throw new Refused('wrong_state');
    if (amount > payment.amount) throw new Refused('amount_too_large');
    return { status: 'captured', captured: amount };
  },
  void: ({ status }) => {
    if (status === 'captured') throw new Refused('wrong_state');
    return status === 'authorised' ? { status: 'voided' } : {};
  },
  refund: ({ status, captured, refunded }, amount) => {
    if (status !== 'captured') throw new Refused('wrong_state');
    if (refunded + amount > captured) throw new Refused('amount_too_large');
    return { refunded: refunded + amount };
  },
};

/** The payment after an operation. One that was done before changes nothing; its key for anything else is refused. */
export const after = (standing: Payment, operation: Operation): Payment => {
  const payment = asOf(standing, operation.at);
  const done = payment.operations.find(({ key }) => key === operation.key);
  if (done !== undefined) {
    if (done.kind !== operation.kind || done.amount !== operation.amount)
      throw new Refused('idempotency_key_reused');
    return payment;
  }
  return {
    ...payment,
    ...effects[operation.kind](payment, operation.amount),
    operations: [...payment.operations, operation],
  };
};
