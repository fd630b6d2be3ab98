import type { ShopEvent } from '../../../src/contracts/events.ts';
import { CreatedOrder } from '../../../src/contracts/responses.ts';
import { createOrder } from '../../../src/order/createOrder.ts';
import { type Charge, Declined, type PaymentProvider } from '../../../src/order/payments.ts';
import { NotAnnounced } from '../../../src/platform/eventBus.ts';
import { aCreateOrder, linesLogged } from '../../given.ts';

const context = (headers: Record<string, string> = {}) => ({
  correlationId: 'correlation-1',
  header: (name: string) => headers[name],
});

const shop = ({
  chargeFails,
  busFails,
  voidFails,
}: Partial<Record<`${'charge' | 'bus' | 'void'}Fails`, Error>> = {}) => {
  const charges: Charge[] = [];
  const voided: string[] = [];
  const announced: ShopEvent[] = [];
  const bank: PaymentProvider = {
    charge: async (charge) => {
      if (chargeFails) throw chargeFails;
      charges.push(charge);
      return `payment of ${charge.idempotencyKey}`;
    },
    void: async (paymentId) => {
      if (voidFails) throw voidFails;
      voided.push(paymentId);
    },
  };
  const announce = async (event: ShopEvent) => {
    if (busFails) throw busFails;
    announced.push(event);
  };
  return { charges, voided, announced, order: createOrder({ payments: { US: bank, MX: bank }, announce }) };
};

let lines: ReturnType<typeof linesLogged>;

beforeEach(() => {
  process.env['ORDER_ID_KEY'] = 'a secret';
  lines = linesLogged();
});

describe('Creating an order', () => {
  test('charges the customer once and announces OrderCreated before it says SUCCESS', async () => {
    const { order, charges, announced } = shop();
    const answer = await order(aCreateOrder({ market: 'MX' }), context());
    expect(answer).toMatchObject({ status: 202, body: { status: 'SUCCESS', redirectUrl: '/success' } });
    // Nothing missing, and nothing that the contract does not name.
    expect(CreatedOrder.parse(answer.body)).toEqual(answer.body);
    expect(charges).toEqual([expect.objectContaining({ amount: 900000, currency: 'MXN' })]);
    expect(announced).toEqual([
      {
        name: 'OrderCreated',
        detail: expect.objectContaining({
          orderId: charges[0]?.idempotencyKey,
          paymentId: `payment of ${charges[0]?.idempotencyKey}`,
          totalPrice: 45000,
        }),
      },
    ]);
  });

  test('a business gets its plants without being charged', async () => {
    const { order, charges, announced } = shop();
    await order(aCreateOrder({ customerType: 'B2B', orgNumber: '1234567' }), context());
    expect(charges).toEqual([]);
    expect(announced).toHaveLength(1);
  });

  test('the same Idempotency-Key is the same order and the same charge; another key, or another customer’s, is another order', async () => {
    const { order, charges } = shop();
    const idWith = async (key: string, email = 'ann@example.com') =>
      (await order(aCreateOrder({ email }), context({ 'idempotency-key': key }))).body as { orderId: string };
    const [first, again, other] = [
      await idWith('my-first-try'),
      await idWith('my-first-try'),
      await idWith('my-second-try'),
    ];
    expect((await idWith('my-first-try', 'ben@example.com')).orderId).not.toBe(first.orderId);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(charges.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      first.orderId,
      first.orderId,
      other.orderId,
      expect.any(String),
    ]);
  });

  test('a declined payment is a 402, and there is no order', async () => {
    const { order, announced } = shop({ chargeFails: new Declined('no money') });
    await expect(order(aCreateOrder(), context())).rejects.toMatchObject({
      code: 'PAYMENT_DECLINED',
      status: 402,
    });
    expect(announced).toEqual([]);
  });

  test('a payment provider that is down is a 503, and there is no order', async () => {
    const { order, announced } = shop({ chargeFails: new Error('connection refused') });
    await expect(order(aCreateOrder(), context())).rejects.toMatchObject({
      code: 'PAYMENT_UNAVAILABLE',
      status: 503,
    });
    expect(announced).toEqual([]);
  });

  test('when the bus refuses the event the payment is voided, and the customer may try again', async () => {
    const { order, charges, voided } = shop({ busFails: new NotAnnounced('the bus is down') });
    await expect(order(aCreateOrder(), context())).rejects.toMatchObject({
      code: 'ORDER_NOT_ACCEPTED',
      status: 503,
    });
    expect(voided).toEqual([`payment of ${charges[0]?.idempotencyKey}`]);
  });

  test('when nobody knows whether the event arrived the payment stands, for the order may be on its way', async () => {
    const { order, charges, voided } = shop({ busFails: new Error('time-out') });
    await expect(order(aCreateOrder(), context())).rejects.toMatchObject({
      code: 'ORDER_IN_DOUBT',
      status: 503,
    });
    expect([charges.length, voided.length]).toEqual([1, 0]);
    expect(lines()).toContainEqual(expect.objectContaining({ level: 'ERROR', PaymentsInDoubt: 1 }));
  });

  test('a payment that cannot be voided is never called "not charged", and an operator hears of it', async () => {
    const { order } = shop({ busFails: new NotAnnounced('down'), voidFails: new Error('down as well') });
    await expect(order(aCreateOrder(), context())).rejects.toMatchObject({
      code: 'ORDER_NOT_ACCEPTED',
      message: expect.stringContaining('we give it back') as unknown,
    });
    expect(lines()).toContainEqual(expect.objectContaining({ level: 'ERROR', PaymentsInDoubt: 1 }));
  });

  test('an Idempotency-Key that nobody could mean is refused', async () => {
    const { order } = shop();
    await expect(order(aCreateOrder(), context({ 'idempotency-key': 'short' }))).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
    });
  });
});
