import { isFinal, type Transition, transitions } from '../../src/contracts/orderStatuses.ts';
import type { OrderStatus } from '../../src/contracts/fields.ts';
import type { Evidence, HistoryRow } from './evidence.ts';
import { owedBy } from './excuses.ts';
import type { Finding, Invariants } from './invariant.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const changes = transitions.filter(({ to }) => to !== 'same');
const firsts = changes.filter(({ from }) => from.length === 0);

const leads = ({ from, to }: Transition, before: OrderStatus, after: OrderStatus) =>
  from.includes(before) && (to === after || (to === 'same' && before === after));

const brokenStep = ({ status }: HistoryRow, before: HistoryRow | undefined): boolean =>
  before === undefined
    ? !firsts.some(({ to }) => to === status)
    : !transitions.some((line) => leads(line, before.status, status));

/** Each step of an order is a line of the table of statuses, and none is missing. */
const statusesFollowTheTable = ({ orders, history }: Pick<Evidence, 'orders' | 'history'>): Finding[] => {
  const byOrder = Map.groupBy(history, ({ orderId }) => orderId);
  return orders.flatMap(({ orderId, status }) => {
    const steps = byOrder.get(orderId) ?? [];
    const way = steps.map((step) => step.status).join(' → ') || 'nothing';
    const isWhole = steps.at(-1)?.status === status;
    const isAllowed = !steps.some((step, index) => brokenStep(step, steps[index - 1]));
    return isWhole && isAllowed ? [] : [{ subject: orderId, says: `is ${status} after ${way}` }];
  });
};

/** An order is cancelled for a reason for which the table cancels. */
const cancellationsHaveTheirReason = ({ orders }: Pick<Evidence, 'orders'>): Finding[] =>
  orders
    .filter(
      ({ status, cancelledReason: given }) =>
        !(status === 'CANCELLED'
          ? changes.some(({ to, reason }) => to === status && reason === given)
          : given === null),
    )
    .map(({ orderId, status, cancelledReason }) => ({
      subject: orderId,
      says: `is ${status} for the reason ${String(cancelledReason)}`,
    }));

/** The lines of an order add up to its totals, in US cents and in its own currency. */
const linesAddUp = ({ orders, lines }: Pick<Evidence, 'orders' | 'lines'>): Finding[] => {
  const byOrder = Map.groupBy(lines, ({ orderId }) => orderId);
  return orders.flatMap(({ orderId, total, totalUsd }) => {
    const own = byOrder.get(orderId) ?? [];
    const usd = sum(own.map(({ quantity, unitPriceUsd }) => quantity * unitPriceUsd));
    const local = own.every(({ price }) => price === null) ? total : sum(own.map(({ price }) => price ?? 0));
    if (usd === totalUsd && local === total) return [];
    return [{ subject: orderId, says: `costs ${totalUsd} (${total}), its lines ${usd} (${local})` }];
  });
};

/** What is due of an order is its total less its refunds, and nothing once it is cancelled. */
const dueIsWhatIsLeft = ({ orders, refunds }: Pick<Evidence, 'orders' | 'refunds'>): Finding[] => {
  const byOrder = Map.groupBy(refunds, ({ orderId }) => orderId);
  return orders.flatMap(({ orderId, status, total, totalUsd, due, dueUsd }) => {
    const own = byOrder.get(orderId) ?? [];
    const isOver = status === 'CANCELLED';
    const left = isOver ? 0 : total - sum(own.map(({ amount }) => amount));
    const leftUsd = isOver ? 0 : totalUsd - sum(own.map(({ amountUsd }) => amountUsd));
    if (due === left && dueUsd === leftUsd && left >= 0) return [];
    return [{ subject: orderId, says: `has ${due} (${dueUsd}) due, but ${left} (${leftUsd}) is left` }];
  });
};

/** No more of a line goes back than was ordered, and what the line says went back is what refunds say. */
const refundsAreOfItsLines = ({ lines, refunds }: Pick<Evidence, 'lines' | 'refunds'>): Finding[] => {
  const back = new Map<string, number>();
  for (const { orderId, lines: refunded } of refunds)
    for (const { sku, quantity } of refunded)
      back.set(`${orderId} ${sku}`, (back.get(`${orderId} ${sku}`) ?? 0) + quantity);
  return lines.flatMap(({ orderId, sku, quantity, refunded }) => {
    const said = back.get(`${orderId} ${sku}`) ?? 0;
    if (said === refunded && refunded <= quantity) return [];
    return [{ subject: orderId, says: `${said} of ${quantity} ${sku} went back, its line says ${refunded}` }];
  });
};

/** Every order is stocked and paid, or has ended, unless somebody is known to owe it something. */
const ordersComeToRest = (evidence: Evidence): Finding[] => {
  const owed = owedBy(evidence, 'stock', 'payment', 'updateOrderStatus');
  const booked = new Set(
    evidence.deliveries.filter(({ time }) => time !== null).map(({ orderId }) => orderId),
  );
  return evidence.orders.flatMap(({ orderId, status, paidAt }) => {
    if (isFinal(status) || owed.has(orderId)) return [];
    if (status === 'PLACED') return [{ subject: orderId, says: 'is still PLACED, and nobody knows why' }];
    if (paidAt === null) return [{ subject: orderId, says: `is ${status} and not paid` }];
    if (status === 'STOCKED' && booked.has(orderId))
      return [{ subject: orderId, says: 'is booked and still STOCKED' }];
    return [];
  });
};

const DAY = 86_400_000;

/** No organisation gets more orders by invoice in a day than it may. */
const organisationsKeepTheirLimit = ({ orders, policy }: Pick<Evidence, 'orders' | 'policy'>): Finding[] => {
  const byInvoice = orders.filter(
    ({ terms, orgNumber, testId, cancelledReason }) =>
      terms?.provider === 'invoice' &&
      orgNumber !== null &&
      testId === 0 &&
      !['KEY_REUSED', 'OVER_LIMIT'].includes(cancelledReason ?? ''),
  );
  const days = Map.groupBy(
    byInvoice,
    ({ orgNumber, placedAt }) => `${orgNumber} ${Math.floor(placedAt / DAY)}`,
  );
  return [...days.values()]
    .filter(({ length }) => length > policy.invoicesPerDay)
    .map((own) => ({
      subject: own.at(-1)!.orderId,
      says: `is one of ${own.length} that ${own[0]!.orgNumber} has ordered by invoice that day`,
    }));
};

/** What every order must be. */
export const orderInvariants = {
  statusesFollowTheTable,
  cancellationsHaveTheirReason,
  linesAddUp,
  dueIsWhatIsLeft,
  refundsAreOfItsLines,
  ordersComeToRest,
  organisationsKeepTheirLimit,
} satisfies Invariants;
