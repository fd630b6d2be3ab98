import type { DeliveredMail, Evidence, HistoryRow, MailRow } from './evidence.ts';
import type { Finding, Invariants } from './invariant.ts';
import { isYes, toldOf } from './told.ts';

/** What is known of an order's past, to judge what a mail said. */
interface Past {
  steps: readonly HistoryRow[];
  paidAt: number | null;
  refunds: ReadonlyMap<string, number>;
  /** The times that were asked for, and from when on another one was booked. */
  asked: ReadonlySet<number>;
  replacedAt(time: number): number | undefined;
}

const pastOf = (evidence: Evidence) => {
  const steps = Map.groupBy(evidence.history, ({ orderId }) => orderId);
  const orders = new Map(evidence.orders.map((order) => [order.orderId, order]));
  const refunds = Map.groupBy(evidence.refunds, ({ orderId }) => orderId);
  const bookings = Map.groupBy(toldOf(evidence.told, 'bookDelivery'), ({ orderId }) => orderId);
  return (orderId: string): Past => {
    const own = bookings.get(orderId) ?? [];
    return {
      steps: steps.get(orderId) ?? [],
      paidAt: orders.get(orderId)?.paidAt ?? null,
      refunds: new Map((refunds.get(orderId) ?? []).map(({ refundId, at }) => [refundId, at])),
      asked: new Set(own.map(({ time }) => time)),
      replacedAt: (time) => own.find((each) => isYes(each) && each.replaces === time)?.at,
    };
  };
};

const since = ({ steps }: Past, status: HistoryRow['status']) =>
  steps.find((step) => step.status === status)?.at;

/** From when on a mail was true; undefined where it never was. */
const trueFrom = (mail: string, past: Past): number | undefined => {
  const [kind, of = ''] = mail.split(':');
  if (kind === 'OrderCreated') return -Infinity;
  if (kind === 'OrderCancelled') return since(past, 'CANCELLED');
  if (kind === 'OrderRefunded') return past.refunds.get(of);
  const stocked = since(past, 'STOCKED');
  if (stocked === undefined || past.paidAt === null) return undefined;
  if (kind === 'DeliveryBooked' && !past.asked.has(Number(of))) return undefined;
  return Math.max(stocked, past.paidAt);
};

/** From when on it was true no more; undefined where it still is. */
const trueUntil = (mail: string, past: Past): number | undefined => {
  const [kind, of] = mail.split(':');
  if (kind === 'OrderCancelled' || kind === 'OrderRefunded') return undefined;
  const ends = [since(past, 'CANCELLED')];
  if (kind === 'OrderDeliverable') ends.push(since(past, 'DELIVERY_BOOKED'));
  if (kind === 'DeliveryBooked') ends.push(past.replacedAt(Number(of)), since(past, 'DELIVERED'));
  const known = ends.filter((end) => end !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

// When it left is known where it was claimed once. Else it left no earlier than a claim lasts before it arrived.
const leftAt = ({ receivedAt }: DeliveredMail, row: MailRow | undefined, claimMs: number): number =>
  row?.claims === 1 ? Math.max(row.claimedAt, receivedAt - claimMs) : receivedAt - claimMs;

/** No mail says what was not true when it left. */
const noMailIsUntrue = (evidence: Evidence): Finding[] => {
  const { mailbox, mails, policy } = evidence;
  const past = pastOf(evidence);
  const rows = new Map(mails.map((row) => [`${row.orderId} ${row.mail}`, row]));
  return mailbox.flatMap((each) => {
    const { orderId, mail, receivedAt } = each;
    const known = past(orderId);
    const [from, until] = [trueFrom(mail, known), trueUntil(mail, known)];
    if (from === undefined || receivedAt < from)
      return [{ subject: orderId, says: `the mail ${mail} came before it was true` }];
    const left = leftAt(each, rows.get(`${orderId} ${mail}`), policy.claimMs);
    if (until === undefined || left <= until + policy.statementMs) return [];
    return [{ subject: orderId, says: `the mail ${mail} left when it was true no more` }];
  });
};

/** What mails say. */
export const truthInvariants = { noMailIsUntrue } satisfies Invariants;
