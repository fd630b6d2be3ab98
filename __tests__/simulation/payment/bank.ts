import { AsyncLocalStorage } from 'node:async_hooks';
import { bankApi, type BankAnswer, type BankRequest, type Faults } from '../../../src/bank/api.ts';
import { Conflict, cursorAt, cursorOf, type Ledger } from '../../../src/bank/ledger.ts';
import { type Payment, paymentIdOf, Refused } from '../../../src/bank/payment.ts';
import type { Engine } from '../engine/engine.ts';
import type { Parties, Surroundings } from '../service.ts';

/** A ledger in memory. */
const memoryLedger = () => {
  const payments = new Map<string, Payment>();
  const versionOf = ({ operations, status }: Payment) => `${operations.length}${status}`;
  const ledger: Ledger = {
    async read(id) {
      const payment = payments.get(id);
      return payment && { payment, version: versionOf(payment) };
    },
    async write(payment, version) {
      const known = payments.get(payment.id);
      if ((known && versionOf(known)) !== version) throw new Conflict();
      payments.set(payment.id, payment);
    },
    async list({ bank, from, to, after, limit }) {
      const start = after ?? cursorAt(from);
      const found = [...payments.values()]
        .filter((each) => each.bank === bank && cursorOf(each) > start && cursorOf(each) < cursorAt(to))
        .sort((one, other) => (cursorOf(one) < cursorOf(other) ? -1 : 1));
      const page = found.slice(0, limit);
      return { payments: page, next: found.length > limit ? cursorOf(page.at(-1)!) : undefined };
    },
  };
  return { ledger, payments };
};

const SHORTEST_HOLD_MS = 1000;
const LONGEST_SHORT_HOLD_MS = 600_000;

const customerIn = (email: string) => email.split('@')[0]!;

const faultsOver = (engine: Engine, isRepeated: () => boolean, refuse: () => void): Faults => {
  const siteOf = (kind: string, email: string) => {
    const name = `bank.${kind}|${customerIn(email)}`;
    return `${name}|${engine.nth(name)}`;
  };
  return {
    async before(kind, { email }) {
      // What was said under a key is said again.
      if (isRepeated()) return;
      const site = siteOf(kind, email);
      if (kind === 'authorise' && engine.fault('declined', site, '')) throw new Refused('declined');
      if (kind === 'capture' && engine.fault('captureRefused', site, '')) {
        refuse();
        throw new Refused('capture_refused');
      }
    },
    after: async () => undefined,
    holdMs: (email) =>
      engine.fault('holdExpires', `bank|${customerIn(email)}`, '')
        ? engine.between(`hold ${email}`, SHORTEST_HOLD_MS, LONGEST_SHORT_HOLD_MS)
        : undefined,
  };
};

const statusOf = ({ status, expiresAt }: Payment, now: number) =>
  status === 'authorised' && expiresAt <= now ? 'expired' : status;

/** The banks, with a ledger of their own that nobody but them writes. */
export const banks = ({ engine, isDown }: Surroundings): Parties => {
  const { ledger, payments } = memoryLedger();
  // Several are answered at the same moment.
  const asked = new AsyncLocalStorage<BankRequest>();
  const refused = new Set<string>();
  const isRepeated = () => {
    const request = asked.getStore();
    const key = request?.headers['idempotency-key'];
    const [, bank = '', , , id = ''] = request?.path.split('/') ?? [];
    if (key === undefined) return false;
    const operations = payments.get(id)?.operations ?? [];
    return payments.has(paymentIdOf(bank, key)) || operations.some((each) => each.key === key);
  };
  const api = bankApi({
    ledger,
    faults: faultsOver(engine, isRepeated, () => refused.add(asked.getStore()!.path.split('/')[4]!)),
    now: () => engine.now,
  });
  const failed = { value: { FunctionError: 'Unhandled', Payload: Buffer.from('{"errorMessage":"down"}') } };
  const answered = (answer: BankAnswer) => ({ value: { Payload: Buffer.from(JSON.stringify(answer)) } });
  return {
    functions: {
      bank: ({ payload, site, about }, answer) => {
        if (isDown('bank') || engine.fault('bankFails', site, about)) return answer(failed);
        const request = JSON.parse((payload as { Payload: string }).Payload) as BankRequest;
        void asked
          .run(request, () => api(request))
          .then((done) => {
            engine.trace(`BANK ${site} ${JSON.stringify(done)}`);
            answer(answered(done));
          });
      },
    },
    isCalm: () => [...payments.values()].every((payment) => statusOf(payment, engine.now) !== 'authorised'),
    evidence: () => ({
      bank: [...payments.values()].map((payment) => ({
        id: payment.id,
        status: statusOf(payment, engine.now),
        captured: payment.captured,
        refunded: payment.refunded,
        createdAt: payment.createdAt,
        email: payment.email,
        hasRefused: refused.has(payment.id) || statusOf(payment, engine.now) === 'expired',
        orderId: payment.metadata['orderId'],
      })),
    }),
  };
};
