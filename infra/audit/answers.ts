import type { Evidence, LineRow } from './evidence.ts';
import { owedBy } from './excuses.ts';
import type { Finding, Invariants } from './invariant.ts';
import { isDoubt, isNo, isYes, type ToldOfOrder, toldOf } from './told.ts';

const inWords = (lines: readonly Pick<LineRow, 'sku' | 'quantity'>[]): string => {
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  return [...wanted]
    .map(([sku, quantity]) => `${quantity} ${sku}`)
    .sort()
    .join(', ');
};

const contentsOf = (email: string, totalUsd: number, lines: readonly Pick<LineRow, 'sku' | 'quantity'>[]) =>
  `${email.toLowerCase()}: ${inWords(lines)} for ${totalUsd}`;

/** The orders by their id, each with what it is of. */
const storedIn = ({ orders, lines }: Pick<Evidence, 'orders' | 'lines'>) => {
  const byOrder = Map.groupBy(lines, ({ orderId }) => orderId);
  return new Map(
    orders.map((order) => {
      const contents = contentsOf(order.email, order.totalUsd, byOrder.get(order.orderId) ?? []);
      return [order.orderId, { ...order, contents }] as const;
    }),
  );
};

const contentsAsked = ({ email, totalUsd, lines }: ToldOfOrder) => contentsOf(email, totalUsd, lines);

/** Every order that a customer was told of is stored, as he has ordered it. */
const acceptedOrdersExist = (evidence: Evidence): Finding[] => {
  const owed = owedBy(evidence, 'placeOrder');
  const stored = storedIn(evidence);
  return toldOf(evidence.told, 'createOrder')
    .filter(isYes)
    .flatMap((told) => {
      const { orderId = '(no id)' } = told;
      const order = stored.get(orderId);
      if (order?.contents === contentsAsked(told) || owed.has(orderId)) return [];
      const says = order ? `is ${order.contents}, not ${contentsAsked(told)}` : 'was accepted and is lost';
      return [{ subject: orderId, says }];
    });
};

const tryOf = ({ email, key }: ToldOfOrder) => `${email.toLowerCase()} ${key}`;

/** One key of a customer is one order, however often it was sent; with other contents it is another, which the store ends. */
const oneKeyIsOneOrder = ({ told, orders }: Evidence): Finding[] => {
  // Without a payment, the store is the first to see that a key was another order's.
  const ended = new Set(
    orders
      .filter(({ cancelledReason }) => cancelledReason === 'KEY_REUSED')
      .map(({ orderId }): string | undefined => orderId),
  );
  const tries = toldOf(told, 'createOrder').filter((each) => each.key !== undefined && isYes(each));
  return [...Map.groupBy(tries, tryOf)].flatMap(([name, answers]) => {
    const ids = new Set(answers.map(({ orderId }) => orderId));
    const contents = new Set(answers.map(contentsAsked));
    const stand = [...ids].filter((orderId) => !ended.has(orderId));
    if (ids.size === contents.size && stand.length <= 1) return [];
    return [{ subject: name, says: `has the orders ${[...ids].join(', ')}` }];
  });
};

// What may have become an order: what was taken, and what was last answered with a doubt.
const mayBeOrdered = (answers: readonly ToldOfOrder[]): boolean =>
  answers.some(isYes) || isDoubt(answers.toSorted((a, b) => a.at - b.at).at(-1)!);

/** What was refused, last and for good, is no order; and no order is there that nobody has sent. */
const refusalsStand = (evidence: Evidence): Finding[] => {
  const asked = toldOf(evidence.told, 'createOrder');
  const allowed = new Map<string, number>();
  const byTry = Map.groupBy(asked, (each) =>
    each.key === undefined ? `${contentsAsked(each)} ${each.askedAt}` : `${contentsAsked(each)} ${each.key}`,
  );
  for (const answers of byTry.values()) {
    const contents = contentsAsked(answers[0]!);
    if (mayBeOrdered(answers)) allowed.set(contents, (allowed.get(contents) ?? 0) + 1);
  }
  const customers = new Set(asked.map(({ email }) => email.toLowerCase()));
  const live = [...storedIn(evidence).values()].filter(
    ({ status, email }) => status !== 'CANCELLED' && customers.has(email.toLowerCase()),
  );
  return [...Map.groupBy(live, ({ contents }) => contents)].flatMap(([contents, orders]) => {
    const most = allowed.get(contents) ?? 0;
    if (orders.length <= most) return [];
    return [
      { subject: orders[0]!.orderId, says: `${orders.length} orders of ${contents}, but ${most} tries` },
    ];
  });
};

/** What was told of cancelled orders and refunds has happened. */
const commandsAreObeyed = ({ told, orders, refunds, bank }: Evidence): Finding[] => {
  const byId = new Map(orders.map((order) => [order.orderId, order]));
  const captured = new Set(bank.filter((payment) => payment.captured > 0).map(({ orderId }) => orderId));
  const isKnown = (refundId: string | null | undefined) => refunds.some((each) => each.refundId === refundId);
  return [
    ...toldOf(told, 'cancelOrder')
      .filter(isYes)
      .filter(({ orderId }) => byId.get(orderId)?.status !== 'CANCELLED')
      .map(({ orderId }) => ({ subject: orderId, says: 'was told to be cancelled and is not' })),
    ...toldOf(told, 'cancelOrder')
      .filter((each) => isYes(each) && each.money === 'NOTHING_CHARGED' && captured.has(each.orderId))
      .map(({ orderId }) => ({ subject: orderId, says: 'was told to be free and was charged' })),
    ...toldOf(told, 'refundOrder')
      .filter((each) => isYes(each) && !isKnown(each.refundId))
      .map(({ orderId }) => ({ subject: orderId, says: 'was told to be refunded and is not' })),
  ];
};

/** No answer of createOrder is a refusal of an order that another try of the same key had been told is taken. */
const yesStaysYes = ({ told, orders }: Evidence): Finding[] => {
  const ended = new Set(orders.filter(({ status }) => status === 'CANCELLED').map(({ orderId }) => orderId));
  const tries = Map.groupBy(toldOf(told, 'createOrder'), (each) => `${tryOf(each)} ${contentsAsked(each)}`);
  return [...tries.values()].flatMap((answers) => {
    const yes = answers.find(isYes);
    const no = answers.find((each) => isNo(each) && each.status !== 429 && yes && each.askedAt > yes.at);
    if (!yes || !no || ended.has(yes.orderId ?? '')) return [];
    return [{ subject: yes.orderId ?? '(no id)', says: `was accepted, and later refused with ${no.code}` }];
  });
};

/** Nothing is refunded that nobody has asked for, and what is asked for again under its key is refunded once. */
const refundsAreAskedFor = ({ told, refunds }: Pick<Evidence, 'told' | 'refunds'>): Finding[] => {
  const asked = Map.groupBy(toldOf(told, 'refundOrder'), ({ orderId }) => orderId);
  const made = Map.groupBy(refunds, ({ orderId }) => orderId);
  return [...made].flatMap(([orderId, own]) => {
    const keys = new Set((asked.get(orderId) ?? []).map(({ key }) => key));
    if (own.length <= keys.size) return [];
    return [{ subject: orderId, says: `was refunded ${own.length} times, and ${keys.size} were asked for` }];
  });
};

/** What customers were told of orders. */
export const answerInvariants = {
  acceptedOrdersExist,
  oneKeyIsOneOrder,
  refusalsStand,
  yesStaysYes,
  commandsAreObeyed,
  refundsAreAskedFor,
} satisfies Invariants;
