import { mendAll, look, type ReconcileEdges } from '../../src/payment/compare.ts';
import { reconcile } from '../../src/payment/reconcile.ts';
import { sql } from '../../src/platform/rdsData.ts';
import { paymentProvider } from '../../src/platform/paymentProvider.ts';
import { type aDatabase, aMigratedDatabase } from './databaseGiven.ts';
import { aBank, aPayingShop, type Bank } from './moneyGiven.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let database: Awaited<ReturnType<typeof aDatabase>>;
let bank: Bank;
let shop: ReturnType<typeof aPayingShop>;
let asked: string[];

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  database = await aMigratedDatabase();
});

afterAll(() => database.stop());

beforeEach(async () => {
  bank = await aBank();
  shop = aPayingShop(bank);
  await sql(
    'truncate orders, order_lines, order_history, outbox, order_keys, refunds, settlements, payments, payment_history, reconciliations',
  );
  asked = [];
});

afterEach(() => bank.stop());

/** What reconciliation reaches, so much later; the archive remembers what it was asked for. */
const later = (ms: number, { isCalm = true, ask = shop.ask } = {}): ReconcileEdges => ({
  ask,
  providerOf: paymentProvider,
  settle: shop.settledBy(ask),
  archive: {
    replayToPlaceOrder: (from, to) => {
      asked.push(
        `from ${Math.round((from.getTime() - Date.now()) / MINUTE)} to ${Math.round((to.getTime() - Date.now()) / MINUTE)}`,
      );
      return Promise.resolve('replay-1');
    },
    progressOf: () => Promise.resolve('DONE' as const),
  },
  isCalm: () => Promise.resolve(isCalm),
  now: () => Date.now() + ms,
});

/** The database notes replays by its own clock. */
const replayWasNoted = (ms: number) =>
  sql(`update payments set replayed_at = now() + make_interval(secs => :seconds) where replay is not null`, {
    seconds: ms / 1000,
  });

const letTimePass = () => sql(`update orders set created_at = now() - interval '1 hour'`);

const stateOf = async (id: string) => (await bank.provider.get(id))!.status;

/** Runs as time goes by until the money of an order that nobody can bring back goes back. */
const giveUp = async () => {
  await reconcile(later(HOUR));
  await replayWasNoted(HOUR);
  await reconcile(later(25 * HOUR));
  await replayWasNoted(25 * HOUR);
  await reconcile(later(27 * HOUR));
};

describe('Reconciliation', () => {
  test('brings an order that was lost back from the archive, with that time and to placeOrder only', async () => {
    const order = await shop.aHeldOrder();
    expect(await reconcile(later(HOUR))).toEqual({ wrong: 0 });
    expect(asked).toEqual(['from -1 to 60']);
    // placeOrder stores it.
    await shop.place(order);
    await reconcile(later(26 * HOUR));
    expect(asked).toHaveLength(1);
    expect(await stateOf(order.payment.paymentId)).toBe('captured');
    expect(shop.told(order.orderId)).toEqual(['CAPTURED']);
  });

  test('lets a hold go that has no order after a day and two tries, and has it as a row', async () => {
    const { orderId, payment } = await shop.aHeldOrder();
    await giveUp();
    expect(asked).toEqual(['from -1 to 60', 'from -1 to 1500']);
    expect(await stateOf(payment.paymentId)).toBe('voided');
    expect((await shop.paymentsOf(orderId))[0]!.history).toMatchObject([
      { state: 'authorised' },
      { state: 'voided' },
    ]);
  });

  test('cancels an order that comes after its money was given back', async () => {
    const order = await shop.aHeldOrder();
    await giveUp();
    await shop.place(order);
    expect(await shop.settle(order.orderId)).toBe('REFUSED');
    await shop.tell(order.orderId, 'PaymentSettled', 'REFUSED');
    expect(await shop.find(order.orderId)).toMatchObject({ status: 'CANCELLED' });
  });

  test('refuses an order that comes between the mark and the giving back', async () => {
    const order = await shop.aHeldOrder();
    expect(await shop.service.Mutation.letGo(null, { orderId: order.orderId })).toBe('MARKED');
    await shop.place(order);
    expect(await shop.settle(order.orderId)).toBe('REFUSED');
    expect(await stateOf(order.payment.paymentId)).toBe('voided');
  });

  test('never marks an order that is stored', async () => {
    const { orderId } = await shop.aPlacedOrder();
    expect(await shop.service.Mutation.letGo(null, { orderId })).toBe('NOT_NOW');
  });

  test('gives nothing back and brings nothing back while orders wait to be stored', async () => {
    const { payment } = await shop.aHeldOrder();
    expect(await reconcile(later(30 * HOUR, { isCalm: false }))).toEqual({ wrong: 1 });
    expect(asked).toEqual([]);
    expect(await stateOf(payment.paymentId)).toBe('authorised');
  });

  test('gives money back that was captured without an order', async () => {
    const { payment } = await shop.aHeldOrder();
    await bank.provider.capture(payment.paymentId, 45000, 'by hand');
    await giveUp();
    expect(await bank.provider.get(payment.paymentId)).toMatchObject({ captured: 45000, refunded: 45000 });
  });

  test('gives an extra payment back, and only that', async () => {
    const { orderId, payment } = await shop.aPlacedOrder();
    await shop.settle(orderId);
    const extra = await shop.aHeldOrder({ orderId });
    await reconcile(later(HOUR));
    expect(await stateOf(extra.payment.paymentId)).toBe('voided');
    expect(await bank.provider.get(payment.paymentId)).toMatchObject({ captured: 45000, refunded: 0 });
    expect(await shop.paymentsOf(orderId)).toHaveLength(2);
  });

  test('settles an order that should be paid, and tells of it where that does not help', async () => {
    const { orderId } = await shop.aPlacedOrder();
    await letTimePass();
    await bank.goesWrong({ loses: 1 });
    expect(await reconcile(later(0))).toEqual({ wrong: 1 });
    expect(await reconcile(later(0))).toEqual({ wrong: 0 });
    expect(shop.told(orderId)).toEqual(['CAPTURED']);
    // The order has not heard of it yet.
    expect(await reconcile(later(0))).toEqual({ wrong: 1 });
    await shop.tell(orderId, 'PaymentSettled', 'CAPTURED');
    expect(await reconcile(later(0))).toEqual({ wrong: 0 });
  });

  test('a dry run looks at page after page and changes nothing', async () => {
    for (let index = 0; index < 105; index++) await shop.aHeldOrder();
    const moment = { now: Date.now() + HOUR, isCalm: true };
    const first = await look(later(HOUR), 'blankOfAmerica', undefined, moment);
    const second = await look(later(HOUR), 'blankOfAmerica', first.next, moment);
    expect([first.findings.length, second.findings.length, second.next]).toEqual([100, 5, undefined]);
    expect(await sql('select * from payments')).toEqual([]);
    expect(await mendAll(later(HOUR), second.findings)).toBe(0);
    expect(await sql('select * from payments')).toHaveLength(5);
  });

  test('does not begin a new comparison before the last is an hour old', async () => {
    await reconcile(later(0));
    await shop.aHeldOrder();
    await reconcile(later(30 * MINUTE));
    expect(asked).toEqual([]);
    await reconcile(later(61 * MINUTE));
    expect(asked).toHaveLength(1);
  });
});
