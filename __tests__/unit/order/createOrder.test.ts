import { events, type ShopEvent } from '../../../src/contracts/events.ts';
import { CreatedOrder } from '../../../src/contracts/responses.ts';
import { createOrder, type Edges } from '../../../src/order/createOrder.ts';
import { orderKeys } from '../../../src/order/orderId.ts';
import { Outage } from '../../../src/platform/outage.ts';
import {
  type Authorisation,
  type PaymentProvider,
  type ProviderPayment,
  RefusedByProvider,
} from '../../../src/platform/paymentProvider.ts';
import { aCreateOrder, linesLogged } from '../../given.ts';

const context = (key?: string) => ({
  correlationId: 'correlation-1',
  header: (name: string) => (name === 'idempotency-key' ? key : undefined),
});

const KEY = 'my-first-try';

// createOrder has no business with what these do.
const forbidden = async (): Promise<never> => {
  throw new Error('createOrder must not capture, void or refund');
};

/** A bank as src/bank is one: a key is done once, and refused for anything else. */
const aBank = (id: string) => {
  const held = new Map<string, { asked: string; payment: ProviderPayment }>();
  const bank = {
    held,
    /** What goes wrong: before it is done, after it, when asked for a payment. */
    before: undefined as Error | undefined,
    after: undefined as Error | undefined,
    lookUp: undefined as Error | undefined,
    payments: () => [...held.values()].map(({ payment }) => payment),
    authorise: async ({ idempotencyKey, ...asked }: Authorisation) => {
      if (bank.before) throw bank.before;
      const standing = held.get(idempotencyKey);
      if (standing && standing.asked !== JSON.stringify(asked))
        throw new RefusedByProvider('idempotency_key_reused');
      const { amount, currency, metadata } = asked;
      const fresh: ProviderPayment = {
        id: `${id}-${held.size + 1}`,
        status: 'authorised',
        amount,
        currency,
        metadata,
        captured: 0,
        refunded: 0,
        createdAt: 0,
        expiresAt: 1,
      };
      const payment = standing?.payment ?? fresh;
      held.set(idempotencyKey, { asked: JSON.stringify(asked), payment });
      if (bank.after) throw bank.after;
      return payment;
    },
    find: async (key: string) => {
      if (bank.lookUp) throw bank.lookUp;
      return held.get(key)?.payment;
    },
    get: forbidden,
    capture: forbidden,
    void: forbidden,
    refund: forbidden,
    list: forbidden,
  } satisfies PaymentProvider & Record<string, unknown>;
  return bank;
};

const aShop = (edges: Partial<Edges> = {}) => {
  const banks = { blankOfAmerica: aBank('boa'), elBancoBlanco: aBank('ebb') };
  const bus = { announced: [] as ShopEvent[], fails: undefined as Error | undefined };
  const order = createOrder({
    providerOf: (id) => banks[id as keyof typeof banks],
    announce: async (event) => {
      if (bus.fails) throw bus.fails;
      bus.announced.push(event);
    },
    takesTestOrders: () => true,
    ...edges,
  });
  const answerTo = async (changes: Record<string, unknown> = {}, key?: string) =>
    CreatedOrder.parse((await order(aCreateOrder(changes), context(key))).body);
  return { bank: banks.blankOfAmerica, otherBank: banks.elBancoBlanco, bus, order, answerTo };
};

let lines: ReturnType<typeof linesLogged>;
const alarms = () =>
  lines().filter(({ level, PaymentsInDoubt }) => level === 'ERROR' && PaymentsInDoubt === 1);

beforeEach(() => {
  process.env['ORDER_ID_KEY'] = 'a secret';
  lines = linesLogged();
});

const silence = new Outage('no answer in time');

describe('Taking an order', () => {
  test('holds the money, never captures it, and announces OrderCreated with the terms before it says SUCCESS', async () => {
    const { order, bank, otherBank, bus } = aShop();
    const answer = await order(aCreateOrder({ market: 'MX' }), context(KEY));
    expect(answer).toMatchObject({ status: 202 });
    // Nothing missing, and nothing that the contract does not name.
    expect(CreatedOrder.parse(answer.body)).toEqual(answer.body);
    const { orderId } = answer.body as CreatedOrder;
    expect(bank.payments()).toEqual([]);
    expect(otherBank.payments()).toMatchObject([
      {
        id: 'ebb-1',
        amount: 900000,
        currency: 'MXN',
        metadata: { orderId, prices0: 'BB001:15000,BL001:15000' },
      },
    ]);
    expect(bus.announced).toMatchObject([
      {
        name: 'OrderCreated',
        detail: {
          orderId,
          paymentId: 'ebb-1',
          payment: { provider: 'elBancoBlanco', paymentId: 'ebb-1', amount: 900000, currency: 'MXN' },
          keyHash: [...otherBank.held.keys()][0],
          totalPrice: 45000,
        },
      },
    ]);
    const { detail } = bus.announced[0]!;
    expect(events.OrderCreated.detail.parse(detail)).toEqual(JSON.parse(JSON.stringify(detail)));
  });

  test('a business gets its plants by invoice: nothing is held, and the terms say so', async () => {
    const { answerTo, bank, bus } = aShop();
    await answerTo({ customerType: 'B2B', orgNumber: '1234567' });
    expect(bank.payments()).toEqual([]);
    expect(bus.announced).toMatchObject([{ detail: { payment: { provider: 'invoice' } } }]);
    expect(bus.announced[0]?.detail).not.toHaveProperty('paymentId', expect.anything());
  });

  test('a request without a key is answered with the one that was made for it, which repeats the order', async () => {
    const { answerTo, bank } = aShop();
    const first = await answerTo();
    const other = await answerTo();
    expect(other.orderId).not.toBe(first.orderId);
    expect(await answerTo({}, first.idempotencyKey)).toEqual(first);
    expect(bank.payments()).toHaveLength(2);
  });

  test('an Idempotency-Key that nobody could mean is refused', async () => {
    const { answerTo } = aShop();
    await expect(answerTo({}, 'short')).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  });

  test('test orders are refused where the public may send none, and nothing is held for them', async () => {
    const { answerTo, bank, bus } = aShop({ takesTestOrders: () => false });
    await expect(answerTo({ testId: 7 })).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      errors: [
        { field: 'testId', message: expect.stringContaining('test orders are not taken here') as string },
      ],
    });
    expect([bank.payments(), bus.announced]).toEqual([[], []]);
    expect(await answerTo()).toMatchObject({ status: 'SUCCESS' });
  });
});

describe('The same Idempotency-Key', () => {
  test.each([
    ['the same request', {}],
    ['the e-mail in capitals and with spaces around it', { email: ' ANN@Example.com ' }],
    ['the same plants in another order', { products: 'BL001,BB001,BL001' }],
    [
      'the same plants as lines',
      {
        products: undefined,
        lines: [
          { sku: 'BL001', quantity: 2 },
          { sku: 'BB001', quantity: 1 },
        ],
      },
    ],
  ])('with %s is the same order, and its money is held once', async (_, changes) => {
    const { answerTo, bank } = aShop();
    const first = await answerTo({}, KEY);
    expect(await answerTo(changes, KEY)).toEqual(first);
    expect(bank.payments()).toHaveLength(1);
  });

  test.each([
    ['another plant', { products: 'BB001,BL001', totalPrice: 30000 }],
    ['another street', { street: '2 Garden Row' }],
    ['another name', { name: 'Ben Lee' }],
    ['another test run', { testId: 5 }],
  ])('with %s is refused, and the first order stands', async (_, changes) => {
    const { answerTo, bank, bus } = aShop();
    await answerTo({}, KEY);
    await expect(answerTo(changes, KEY)).rejects.toMatchObject({
      status: 422,
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect([bank.payments().length, bus.announced.length]).toEqual([1, 1]);
  });

  test('of another customer is another order', async () => {
    const { answerTo, bank } = aShop();
    const ann = await answerTo({}, KEY);
    expect((await answerTo({ email: 'ben@example.com' }, KEY)).orderId).not.toBe(ann.orderId);
    expect(bank.payments()).toHaveLength(2);
  });

  test('of a business with other contents has another id and the same hash, by which the store finds it out', async () => {
    const { answerTo, bus } = aShop();
    const business = { customerType: 'B2B', orgNumber: '1234567' };
    const first = await answerTo(business, KEY);
    const second = await answerTo({ ...business, city: 'Boston' }, KEY);
    expect(second.orderId).not.toBe(first.orderId);
    const [one, other] = bus.announced.map(({ detail }) => (detail as { keyHash?: string }).keyHash);
    expect(one).toEqual(expect.any(String));
    expect(other).toBe(one);
  });

  test('is found by the order that the bank has, should a release ask the bank in another way', async () => {
    const { answerTo, bank } = aShop();
    const first = await answerTo({}, KEY);
    for (const each of bank.held.values()) each.asked = 'as the release before asked';
    expect(await answerTo({}, KEY)).toEqual(first);
  });

  test.each(['voided', 'expired'] as const)(
    'whose payment is %s is over, and asks for a new key',
    async (status) => {
      const { answerTo, bank, bus } = aShop();
      await answerTo({}, KEY);
      for (const each of bank.held.values()) each.payment = { ...each.payment, status };
      await expect(answerTo({}, KEY)).rejects.toMatchObject({
        status: 409,
        code: 'PAYMENT_OVER',
        message: expect.stringContaining('new Idempotency-Key') as string,
      });
      expect(bus.announced).toHaveLength(1);
    },
  );

  test('whose payment is captured already is answered as before: the order is stored', async () => {
    const { answerTo, bank } = aShop();
    const first = await answerTo({}, KEY);
    for (const each of bank.held.values()) each.payment = { ...each.payment, status: 'captured' };
    expect(await answerTo({}, KEY)).toEqual(first);
  });
});

describe('A retry is judged as it was', () => {
  // The price was another when the order was accepted: the bank remembers it, the catalogue does not.
  const acceptedForLess = async () => {
    const shop = aShop();
    const request = { totalPrice: 40000 };
    await shop.answerTo({}, 'another-attempt');
    const { keyHash, orderId } = orderKeys(KEY, aCreateOrder(request), 'a secret');
    shop.bank.held.set(keyHash, {
      asked: '',
      payment: {
        ...shop.bank.payments()[0]!,
        id: 'old',
        amount: 40000,
        metadata: { orderId, prices0: 'BB001:1000', prices1: '0,BL001:15000' },
      },
    });
    shop.bus.announced.length = 0;
    return { ...shop, request, orderId };
  };

  test('an order that was accepted goes on with its prices, though they have changed since', async () => {
    const { answerTo, request, orderId, bus, bank } = await acceptedForLess();
    bank.lookUp = undefined;
    expect(await answerTo(request, KEY)).toMatchObject({ status: 'SUCCESS', orderId });
    expect(bus.announced).toMatchObject([
      {
        detail: {
          totalPrice: 40000,
          localPrice: 40000,
          lines: [{ unitPrice: 10000 }, { unitPrice: 15000 }],
          payment: { paymentId: 'old', amount: 40000 },
        },
      },
    ]);
  });

  test('a new attempt is told the new price, with or without a key', async () => {
    const { answerTo, bank } = aShop();
    for (const key of [undefined, KEY])
      await expect(answerTo({ totalPrice: 40000 }, key)).rejects.toMatchObject({ code: 'PRICE_CHANGED' });
    expect(bank.payments()).toEqual([]);
  });

  test('a look-up that fails is a doubt and no refusal: the money may be held', async () => {
    const { answerTo, bank } = aShop();
    bank.lookUp = silence;
    await expect(answerTo({ totalPrice: 40000 }, KEY)).rejects.toMatchObject({ code: 'PAYMENT_IN_DOUBT' });
    expect(alarms()).toHaveLength(1);
  });

  test('a business, for whom no bank can be asked, is told the new price', async () => {
    const { answerTo, bank } = aShop();
    bank.lookUp = silence;
    const business = { customerType: 'B2B', orgNumber: '1234567', totalPrice: 40000 };
    await expect(answerTo(business, KEY)).rejects.toMatchObject({ code: 'PRICE_CHANGED' });
  });
});

describe('Every doubt is a doubt', () => {
  test('only the bank’s explicit no is a no: nothing is ordered, and nobody is alarmed', async () => {
    const { answerTo, bank, bus } = aShop();
    bank.before = new RefusedByProvider('declined');
    await expect(answerTo({}, KEY)).rejects.toMatchObject({ status: 402, code: 'PAYMENT_DECLINED' });
    expect(bus.announced).toEqual([]);
    expect(alarms()).toEqual([]);
  });

  test.each([
    ['does not answer', silence],
    ['says something that makes no sense here', new RefusedByProvider('wrong_state')],
    ['fails in a way that nobody has thought of', new TypeError('fetch failed')],
  ])('a bank that %s leaves a doubt, of which an operator hears', async (_, error) => {
    const { answerTo, bank, bus } = aShop();
    bank.before = error;
    await expect(answerTo({}, KEY)).rejects.toMatchObject({ status: 503, code: 'PAYMENT_IN_DOUBT' });
    expect(alarms()).toHaveLength(1);
    expect(bus.announced).toEqual([]);
  });

  test('a bank that held the money and lost the answer: the retry is the same order, paid once', async () => {
    const { answerTo, bank, bus } = aShop();
    bank.after = silence;
    await expect(answerTo({}, KEY)).rejects.toMatchObject({ code: 'PAYMENT_IN_DOUBT' });
    bank.after = undefined;
    const { orderId } = await answerTo({}, KEY);
    expect(bank.payments()).toMatchObject([{ metadata: { orderId } }]);
    expect(bus.announced).toHaveLength(1);
  });

  test('the customer edits his cart after a lost answer: the money of the one cart never pays for the other', async () => {
    const { answerTo, bank, bus } = aShop();
    bank.after = silence;
    await expect(answerTo({}, KEY)).rejects.toMatchObject({ code: 'PAYMENT_IN_DOUBT' });
    bank.after = undefined;
    await expect(answerTo({ products: 'EX002,EX002,EX002', totalPrice: 150000 }, KEY)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(bus.announced).toEqual([]);
  });

  test.each([
    ['the bus loses its answer', silence],
    ['the bus refuses after a try whose answer was lost', new Outage('500 at the second try')],
    ['the bus fails in a way that nobody has thought of', new Error('?')],
  ])('when %s the money stays held, and an operator hears of it', async (_, error) => {
    const { answerTo, bank, bus } = aShop();
    bus.fails = error;
    await expect(answerTo({}, KEY)).rejects.toMatchObject({ status: 503, code: 'ORDER_IN_DOUBT' });
    expect(bank.payments()).toMatchObject([{ status: 'authorised' }]);
    expect(alarms()).toHaveLength(1);
  });

  test('a retry after a doubt that fails as well leaves all as it was, and the next one makes the order', async () => {
    const { answerTo, bank, bus } = aShop();
    bus.fails = silence;
    await expect(answerTo({}, KEY)).rejects.toMatchObject({ code: 'ORDER_IN_DOUBT' });
    bus.fails = new Outage('throttled');
    await expect(answerTo({}, KEY)).rejects.toMatchObject({ code: 'ORDER_IN_DOUBT' });
    bus.fails = undefined;
    const { orderId } = await answerTo({}, KEY);
    expect(bank.payments()).toMatchObject([{ status: 'authorised', metadata: { orderId } }]);
  });

  test('who sent no key is told in the doubt which one to try again with', async () => {
    const { answerTo, bank } = aShop();
    bank.after = silence;
    const failure = (await answerTo().catch((error: unknown) => error)) as {
      more: { idempotencyKey: string };
    };
    bank.after = undefined;
    expect(await answerTo({}, failure.more.idempotencyKey)).toMatchObject(failure.more);
    expect(bank.payments()).toHaveLength(1);
  });
});
