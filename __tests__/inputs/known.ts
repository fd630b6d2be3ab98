import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { offeredTimes } from '../../src/delivery/slots.ts';
import type { Known } from './fromContract.ts';
import { badText, MARK, persons } from './values.ts';

/** How many orders of each kind are there for the inputs to name. */
export const ORDERS = 40;

/** The id of the nth order that is there, the same in each run of a seed. */
export const orderIdOf = (n: number): string =>
  createHash('sha256')
    .update(`order ${n}`)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');

const orderId = fc.oneof(
  { weight: 8, arbitrary: fc.nat(ORDERS - 1).map(orderIdOf) },
  { weight: 1, arbitrary: fc.uuid() },
);

const lease = fc.nat(5).map((n) => orderIdOf(1_000_000 + n));

const offered = () =>
  fc.constantFrom(...[...offeredTimes('US', Date.now()), ...offeredTimes('MX', Date.now())]);

/** The time that those are booked for that are. */
const first = () => fc.constant(offeredTimes('US', Date.now())[0]!);

const sku = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('BB001', 'BL001') },
  { weight: 1, arbitrary: badText },
);

const key = fc.nat(300).map((n) => `refund-key-${n}`);

/** What the fields of contracts and of the private schema are called, and what a good value of each is. */
export const known = (): Known => ({
  ...persons,
  orderId,
  id: orderId,
  after: orderId,
  lease,
  eventId: fc.uuid(),
  sku,
  products: fc.constantFrom('BB001', 'BL001', 'BB001,BL001,BL001'),
  unitPrice: fc.nat(100_000),
  localPrice: fc.integer({ min: 1, max: 10_000_000 }),
  orgNumber: fc.constantFrom('1234567', '12 34-56789', 0),
  deliveryTime: offered(),
  replaces: first(),
  from: offered(),
  idempotencyKey: key,
  correlationId: fc.uuid(),
  provider: fc.constantFrom('blankOfAmerica', 'elBancoBlanco', 'invoice'),
  paymentId: fc.nat(20).map((n) => `boa_${n}`),
  paymentIds: fc.nat(20).map((n) => `boa_${n}`),
  mail: fc.constantFrom('OrderCreated', 'OrderDeliverable', 'DeliveryBooked:1795519500000'),
  messageId: fc.nat(50).map((n) => `<${n}@acmecorp.xyz>`),
  reason: fc.string({ maxLength: 30 }).map((text) => `because ${MARK} ${text.trim()}`),
  actor: fc.constantFrom('operator', 'ann'),
  createdAt: fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
  begunAt: fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
  code: fc.integer({ min: 500, max: 599 }),
  testId: fc.constantFrom(0, 7),
  days: fc.integer({ min: 20, max: 40 }),
  seconds: fc.integer({ min: 1, max: 1000 }),
});
