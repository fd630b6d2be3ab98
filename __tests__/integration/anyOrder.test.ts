import { withMigratedDatabase } from './databaseGiven.ts';
import { anOperatedShop } from './operatedShop.ts';
import { aDeliveryTime, count, times } from './storeGiven.ts';

withMigratedDatabase();

let shop: ReturnType<typeof anOperatedShop>;

beforeEach(() => {
  shop = anOperatedShop();
});

describe('Whatever order things come in', () => {
  const things = ['stock', 'payment', 'booking', 'refund', 'cancel'] as const;
  type Thing = (typeof things)[number];

  const permutations = (rest: readonly Thing[]): Thing[][] =>
    rest.length === 0
      ? [[]]
      : rest.flatMap((first) =>
          permutations(rest.filter((each) => each !== first)).map((others) => [first, ...others]),
        );

  interface Case {
    payment: 'CAPTURED' | 'REFUSED';
    refunded: 'part' | 'whole';
  }
  const cases = (['CAPTURED', 'REFUSED'] as const).flatMap((payment) =>
    (['part', 'whole'] as const).map((refunded): Case => ({ payment, refunded })),
  );

  const refusedOrNot = async (work: Promise<unknown>): Promise<void> => {
    const failure = (await work.then(
      () => undefined,
      (error: unknown) => error,
    )) as { code?: string } | undefined;
    if (failure !== undefined && failure.code === undefined) throw failure as Error;
  };

  /** Does one thing; true when it is over, false when it is to come again, as a queue offers a message again. */
  const happen = async (thing: Thing, orderId: string, { payment, refunded }: Case): Promise<boolean> => {
    const by = shop.aService();
    const isOver = ({ outcome }: { outcome: string }) => outcome !== 'WRONG_STATUS';
    if (thing === 'stock') return isOver(await shop.tell(orderId, 'StockCreated', undefined, by));
    if (thing === 'payment') return isOver(await shop.tell(orderId, 'PaymentSettled', payment, by));
    if (thing === 'cancel') await refusedOrNot(shop.cancel(orderId, by));
    if (thing === 'refund')
      await refusedOrNot(
        shop.refund(orderId, refunded === 'part' ? { lines: [{ sku: 'BL001', quantity: 1 }] } : {}, by),
      );
    if (thing !== 'booking') return true;
    // Customers book when they are told that they can.
    if (shop.bus.of(orderId).includes('OrderDeliverable'))
      await refusedOrNot(shop.book({ orderId, deliveryTime: aDeliveryTime() }, by));
    const { deliveryTime } = await shop.deliveryOf(orderId);
    return deliveryTime === null || isOver(await shop.tell(orderId, 'DeliveryBooked', undefined, by));
  };

  /** How an order has come to rest; checks what must be true of each. */
  const endOf = async (orderId: string) => {
    const { status, cancelledReason, paidAt } = await shop.find(orderId);
    const names = shop.bus.of(orderId);
    const cancelled = shop.said('OrderCancelled', orderId);
    // The books and what is due agree to the cent.
    const credited = [...shop.said('OrderRefunded', orderId), ...cancelled].reduce(
      (sum, { credit }) => sum + credit,
      0,
    );
    expect(await shop.due(orderId)).toEqual({ usd: 45000 - credited, local: 45000 - credited });
    expect(cancelled).toHaveLength(status === 'CANCELLED' ? 1 : 0);
    for (const { reason, money } of cancelled) {
      expect(reason).toBe(cancelledReason);
      expect(money).toBe(paidAt === null ? 'ALL_GOES_BACK' : 'MONEY_BACK');
    }
    for (const once of ['OrderDeliverable', 'OrderRefunded', 'DeliveryBooked'])
      expect(count(names)[once] ?? 0).toBeLessThanOrEqual(1);
    if (paidAt === null) expect(names).not.toContain('OrderDeliverable');
    return { status, reason: cancelledReason, names };
  };

  // By hand and without the table: what happens when these come one after the other, in this order.
  const expected = (arrivals: readonly Thing[], { payment, refunded }: Case) => {
    const names = ['OrderPlaced'];
    let status = 'PLACED';
    let reason: string | null = null;
    let isPaid = false;
    const end = (why: string) => {
      [status, reason] = ['CANCELLED', why];
      names.push('OrderCancelled');
    };
    for (const thing of arrivals) {
      if (status === 'CANCELLED') break;
      if (thing === 'cancel' || (thing === 'refund' && refunded === 'whole')) end('BY_OPERATOR');
      else if (thing === 'refund') names.push('OrderRefunded');
      else if (thing === 'payment' && payment === 'REFUSED') end('PAYMENT_FAILED');
      else if (thing === 'booking' && names.includes('OrderDeliverable')) {
        names.push('DeliveryBooked');
        status = 'DELIVERY_BOOKED';
      } else if (thing !== 'booking') {
        if (thing === 'stock') status = 'STOCKED';
        if (thing === 'payment') isPaid = true;
        if (status === 'STOCKED' && isPaid) names.push('OrderDeliverable');
      }
    }
    return { status, reason, names };
  };

  const AT_ONCE = 8;

  test.each(cases)(
    'one after the other, in each possible order, with a payment that is $payment and a refund of the $refunded, an order ends as the table says',
    async (given) => {
      const all = [...permutations(things), ...permutations(things.filter((thing) => thing !== 'cancel'))];
      expect(all).toHaveLength(144);
      await times(AT_ONCE, async (lane) => {
        for (const arrivals of all.filter((_, index) => index % AT_ONCE === lane)) {
          const orderId = await shop.placed();
          for (const thing of arrivals) await happen(thing, orderId, given);
          expect({ arrivals, ...(await endOf(orderId)) }).toEqual({ arrivals, ...expected(arrivals, given) });
        }
      });
    },
    60_000,
  );

  test.each(cases)(
    'all at once, with a payment that is $payment and a refund of the $refunded, an order ends as one of these orders does',
    async (given) => {
      await times(12, async () => {
        const orderId = await shop.placed();
        let waiting: readonly Thing[] = things;
        while (waiting.length > 0) {
          const over = await Promise.all(waiting.map((thing) => happen(thing, orderId, given)));
          waiting = waiting.filter((_, index) => !over[index]);
        }
        const { status, reason } = await endOf(orderId);
        expect(status).toBe('CANCELLED');
        expect(permutations(things).map((arrivals) => expected(arrivals, given).reason)).toContain(reason);
      });
    },
    60_000,
  );
});
