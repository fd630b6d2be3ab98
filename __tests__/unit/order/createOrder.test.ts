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
  const payments = { blankOfAmerica: bank, elBancoBlanco: bank };
  return { charges, voided, announced, order: createOrder({ payments, announce }) };
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

  const declined = { chargeFails: new Declined('no money') };
  const bankIsDown = { chargeFails: new Error('connection refused') };
  const busRefuses = { busFails: new NotAnnounced('the bus is down') };
  const busIsSilent = { busFails: new Error('time-out') };

  test.each([
    ['a declined payment', declined, { status: 402, code: 'PAYMENT_DECLINED' }, { charged: 0, voided: 0 }],
    [
      'a bank that is down',
      bankIsDown,
      { status: 503, code: 'PAYMENT_UNAVAILABLE' },
      { charged: 0, voided: 0 },
    ],
    [
      'a bus that refuses',
      busRefuses,
      { status: 503, code: 'ORDER_NOT_ACCEPTED' },
      { charged: 1, voided: 1 },
    ],
    ['a bus that is silent', busIsSilent, { status: 503, code: 'ORDER_IN_DOUBT' }, { charged: 1, voided: 0 }],
  ])(
    '%s is no order; a payment stays only where the event may be on its way',
    async (_, trouble, refusal, money) => {
      const { order, charges, voided, announced } = shop(trouble);
      await expect(order(aCreateOrder(), context())).rejects.toMatchObject(refusal);
      expect({ charged: charges.length, voided: voided.length }).toEqual(money);
      expect(voided).toEqual(
        charges.slice(0, money.voided).map(({ idempotencyKey }) => `payment of ${idempotencyKey}`),
      );
      expect(announced).toEqual([]);
    },
  );

  test('when nobody knows whether the event arrived, an operator hears of it', async () => {
    const { order } = shop(busIsSilent);
    await expect(order(aCreateOrder(), context())).rejects.toMatchObject({ code: 'ORDER_IN_DOUBT' });
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
