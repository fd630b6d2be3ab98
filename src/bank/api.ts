import * as z from 'zod/mini';
import { Conflict, type Ledger } from './ledger.ts';
import {
  after,
  asOf,
  type Authorisation,
  authorised,
  type Operation,
  type Payment,
  paymentIdOf,
  Refused,
  type Refusal,
  repeated,
} from './payment.ts';

/** A request to a bank: header names in lower case, the body as text. */
export interface BankRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: Record<string, string | undefined>;
  body?: string | undefined;
}

/** A bank's answer; `body` is JSON. */
export interface BankAnswer {
  status: number;
  body: unknown;
}

/** What can go wrong with a bank on purpose. Each is asked at its moment of each request; none for a bank that works. */
export interface Faults {
  /** Before anything is done; may wait, throw Refused, or throw anything else as an outage does. */
  before(kind: Operation['kind'] | 'authorise', payment: Pick<Payment, 'bank' | 'email'>): Promise<void>;
  /** After it was done: throwing loses the answer. */
  after(kind: Operation['kind'] | 'authorise', payment: Payment): Promise<void>;
  /** How long a hold lasts, in ms; undefined for as long as usual. */
  holdMs(email: string): number | undefined;
}

const Amount = z.int().check(z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER));

const Asked = z.object({
  amount: Amount,
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  email: z.string().check(z.maxLength(254)),
  metadata: z._default(z.record(z.string(), z.string().check(z.maxLength(500))), {}),
});

const Change = z.object({ amount: z.optional(Amount) });

const statuses: Record<Refusal, number> = {
  declined: 402,
  capture_refused: 402,
  authorisation_expired: 402,
  unknown_payment: 404,
  wrong_state: 409,
  amount_too_large: 409,
  idempotency_key_reused: 422,
};

const MOST_A_PAGE = 100;
const RACES = 8;

const seen = ({ requestHash: _, ...payment }: Payment) => payment;

const keyIn = ({ headers }: BankRequest): string => {
  const key = headers['idempotency-key'];
  if (key === undefined || key === '') throw new BadRequest('The header Idempotency-Key is missing.');
  return key;
};

/** The request itself is wrong. */
class BadRequest extends Error {}

const parsed = <Schema extends z.ZodMiniType>(schema: Schema, body: string | undefined): z.output<Schema> => {
  try {
    return schema.parse(JSON.parse(body ?? ''));
  } catch (error) {
    throw new BadRequest(String(error));
  }
};

interface Bank {
  name: string;
  ledger: Ledger;
  faults: Faults;
  now: () => number;
}

const authorise = async ({ name, ledger, faults, now }: Bank, key: string, asked: Authorisation) => {
  const known = await ledger.read(paymentIdOf(name, key));
  try {
    await faults.before('authorise', { bank: name, email: asked.email });
  } catch (error) {
    // A bank does not decline what it has said yes to.
    if (!known || !(error instanceof Refused)) throw error;
  }
  if (known) return repeated(asOf(known.payment, now()), asked);
  const fresh = authorised(name, key, asked, now());
  const hold = faults.holdMs(asked.email);
  const payment = hold === undefined ? fresh : { ...fresh, expiresAt: fresh.createdAt + hold };
  try {
    await ledger.write(payment);
  } catch (error) {
    // Two at once: the other was first.
    const first = error instanceof Conflict ? await ledger.read(payment.id) : undefined;
    if (!first) throw error;
    return repeated(first.payment, asked);
  }
  await faults.after('authorise', payment);
  return payment;
};

const find = async (
  { ledger, now, name }: Bank,
  id: string,
): Promise<{ payment: Payment; version: string }> => {
  const entry = await ledger.read(id);
  if (!entry || entry.payment.bank !== name) throw new Refused('unknown_payment');
  return { ...entry, payment: asOf(entry.payment, now()) };
};

const change = async (bank: Bank, id: string, key: string, kind: Operation['kind'], asked?: number) => {
  for (let race = 1; ; race++) {
    const { payment, version } = await find(bank, id);
    await bank.faults.before(kind, payment);
    const amount = asked ?? (kind === 'refund' ? payment.captured - payment.refunded : payment.amount);
    const changed = after(payment, { key, kind, amount, at: bank.now() });
    try {
      await bank.ledger.write(changed, version);
    } catch (error) {
      if (error instanceof Conflict && race < RACES) continue;
      throw error;
    }
    await bank.faults.after(kind, changed);
    return changed;
  }
};

const list = async ({ name, ledger, now }: Bank, query: URLSearchParams) => {
  const number = (field: string, otherwise: number) => {
    const value = Number(query.get(field) ?? otherwise);
    if (!Number.isFinite(value)) throw new BadRequest(`${field} must be a number.`);
    return value;
  };
  const { payments, next } = await ledger.list({
    bank: name,
    from: number('created_from', 0),
    to: number('created_to', now() + 1),
    after: query.get('after') ?? undefined,
    limit: Math.min(Math.max(number('limit', MOST_A_PAGE), 1), MOST_A_PAGE),
  });
  return { payments: payments.map((payment) => seen(asOf(payment, now()))), next: next ?? null };
};

const ROUTE = /^\/([A-Za-z]+)\/v1\/payments(?:\/([\w-]+)(?:\/(capture|void|refund))?)?$/;

const route = async (request: BankRequest, world: Omit<Bank, 'name'>): Promise<BankAnswer> => {
  const url = new URL(request.path, 'http://bank.invalid');
  const [, name = '', id, kind] = ROUTE.exec(url.pathname) ?? [];
  const bank = { ...world, name };
  const key = url.searchParams.get('idempotency_key');
  const what = `${request.method} ${id === undefined ? 'payments' : kind === undefined ? 'payment' : 'change'}`;
  if (name === '') return { status: 404, body: { error: 'unknown_route' } };
  if (what === 'POST payments')
    return { status: 201, body: seen(await authorise(bank, keyIn(request), parsed(Asked, request.body))) };
  if (what === 'GET payments' && key !== null)
    return { status: 200, body: seen((await find(bank, paymentIdOf(name, key))).payment) };
  if (what === 'GET payments') return { status: 200, body: await list(bank, url.searchParams) };
  if (what === 'GET payment') return { status: 200, body: seen((await find(bank, id!)).payment) };
  if (what === 'POST change') {
    const { amount } = parsed(Change, request.body ?? '{}');
    return {
      status: 200,
      body: seen(await change(bank, id!, keyIn(request), kind as Operation['kind'], amount)),
    };
  }
  return { status: 405, body: { error: 'method_not_allowed' } };
};

/**
 * The HTTP API of the banks, as one that we had a contract with would offer it; the first part of a path names the bank.
 *
 *   POST /boa/v1/payments               holds money: {amount, currency, email, metadata}, Idempotency-Key → 201, 402 declined, 422 key reused
 *   GET  /boa/v1/payments?idempotency_key=…  the payment under a key → 200, 404
 *   GET  /boa/v1/payments?created_from=&created_to=&after=&limit=   {payments, next}, oldest first; times in ms since 1970
 *   GET  /boa/v1/payments/ID            → 200, 404
 *   POST /boa/v1/payments/ID/capture    {amount}, Idempotency-Key → 200, 402 refused or expired, 409
 *   POST /boa/v1/payments/ID/void       Idempotency-Key → 200, 409
 *   POST /boa/v1/payments/ID/refund     {amount}, Idempotency-Key → 200, 409
 *
 * Whatever else goes wrong rejects, as a connection that breaks: nobody knows then whether it was done.
 */
export const bankApi =
  (world: Omit<Bank, 'name'>) =>
  async (request: BankRequest): Promise<BankAnswer> => {
    try {
      return await route(request, world);
    } catch (error) {
      if (error instanceof Refused) return { status: statuses[error.code], body: { error: error.code } };
      if (error instanceof BadRequest)
        return { status: 400, body: { error: 'bad_request', detail: error.message } };
      throw error;
    }
  };
