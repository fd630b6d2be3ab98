import { type Known, type Moment, type ToDo, whatToDo } from '../../../src/payment/whatToDo.ts';
import type { ProviderPayment } from '../../../src/platform/paymentProvider.ts';
import { aHold } from './paymentGiven.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 100 * HOUR;

const ago = (ms: number) => NOW - ms;

const held = (age: number, changes: Partial<ProviderPayment> = {}) =>
  aHold({ createdAt: ago(age), expiresAt: NOW, ...changes });
const captured = (age: number, refunded = 0) => held(age, { status: 'captured', captured: 45000, refunded });

const nobody: Known = { orderId: 'order-1', order: null, replay: undefined };
const owes = (due: number, more = {}): Known => ({
  ...nobody,
  order: { paymentId: 'boa_1', isOurs: true, due, ...more },
});
const triedAgo = (ms: number, progress: 'RUNNING' | 'DONE' | 'FAILED' = 'DONE'): Known => ({
  ...nobody,
  replay: { at: ago(ms), progress },
});

const calm: Moment = { now: NOW, isCalm: true };
const busy: Moment = { now: NOW, isCalm: false };

describe('A payment that a provider lists', () => {
  test.each<[string, ProviderPayment, Known, Moment, ToDo]>([
    ['may be under way still', held(10 * MINUTE), nobody, calm, 'NOTHING'],
    ['is captured as is due', captured(HOUR), owes(45000), calm, 'NOTHING'],
    ['is held for an order that should be paid', held(HOUR), owes(45000), calm, 'SETTLE'],
    ['is held for a cancelled order', held(HOUR), owes(0), calm, 'SETTLE'],
    ['has more than is due', captured(HOUR), owes(30000), calm, 'SETTLE'],
    ['has less than is due', captured(HOUR, 15000), owes(45000), calm, 'SETTLE'],
    [
      'has lapsed for an order that nobody told',
      held(HOUR, { status: 'expired' }),
      owes(45000),
      calm,
      'SETTLE',
    ],
    ['was let go for a cancelled order', held(HOUR, { status: 'voided' }), owes(0), calm, 'NOTHING'],
    ['is a second one, held', held(HOUR), owes(45000, { paymentId: 'boa_2' }), calm, 'EXTRA'],
    ['is a second one, captured', captured(HOUR), owes(45000, { paymentId: 'boa_2' }), calm, 'EXTRA'],
    [
      'is a second one that went back',
      captured(HOUR, 45000),
      owes(45000, { paymentId: 'boa_2' }),
      calm,
      'NOTHING',
    ],
    ['is held for an invoice order', held(HOUR), owes(45000, { paymentId: null }), calm, 'EXTRA'],
    ['is held for an order that knows no terms', held(HOUR), owes(45000, { isOurs: false }), calm, 'ASK'],
    ['names no order', held(HOUR), { ...nobody, orderId: undefined }, calm, 'ASK'],
    ['was let go and has no order', held(HOUR, { status: 'voided' }), nobody, calm, 'NOTHING'],
    ['went back and has no order', captured(HOUR, 45000), nobody, calm, 'NOTHING'],
    ['has no order yet', held(HOUR), nobody, calm, 'BRING_BACK'],
    ['has no order, which may be what waits for placeOrder', held(HOUR), nobody, busy, 'WAIT'],
    ['has no order though it was looked for', held(HOUR), triedAgo(30 * MINUTE), calm, 'WAIT'],
    [
      'has no order, and looking for it failed',
      held(HOUR),
      triedAgo(30 * MINUTE, 'FAILED'),
      calm,
      'BRING_BACK',
    ],
    [
      'has no order after a day, and was looked for on the first only',
      held(25 * HOUR),
      triedAgo(24 * HOUR),
      calm,
      'BRING_BACK',
    ],
    [
      'has no order after a day, while it is looked for',
      held(26 * HOUR),
      triedAgo(HOUR, 'RUNNING'),
      calm,
      'WAIT',
    ],
    [
      'has no order after a day, and was looked for just now',
      held(26 * HOUR),
      triedAgo(5 * MINUTE),
      calm,
      'WAIT',
    ],
    ['has no order after a day and the last try', held(26 * HOUR), triedAgo(HOUR), calm, 'LET_GO'],
    [
      'is captured and has no order after a day and the last try',
      captured(26 * HOUR),
      triedAgo(HOUR),
      calm,
      'LET_GO',
    ],
    [
      'has no order after a day and the last try, but something waits',
      held(26 * HOUR),
      triedAgo(HOUR),
      busy,
      'WAIT',
    ],
    ['has no order after a day, and nobody ever looked for it', held(26 * HOUR), nobody, calm, 'BRING_BACK'],
  ])('%s', (_, payment, known, moment, toDo) => {
    expect(whatToDo(payment, known, moment)).toBe(toDo);
  });
});
