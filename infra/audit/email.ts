import type { DeliveredMail, Evidence, Fault, MailRow, OrderRow, RefundRow } from './evidence.ts';
import { faultsIn, owedBy } from './excuses.ts';
import type { Finding, Invariants } from './invariant.ts';

const DAY = 86_400_000;

const nameOf = ({ orderId, mail }: Pick<DeliveredMail, 'orderId' | 'mail'>) => `${orderId} ${mail}`;

const wantedRefunds = ({ totalUsd }: OrderRow, own: readonly RefundRow[]): string[] => {
  const all = own.reduce((total, { amountUsd }) => total + amountUsd, 0);
  const sorted = own.toSorted((a, b) => a.at - b.at);
  // The last one of all has cancelled the order, and that has a mail of its own.
  const wanted = all < totalUsd ? sorted : sorted.slice(0, -1);
  return wanted.map(({ refundId }) => `OrderRefunded:${refundId}`);
};

const wantedOf = ({ status, paidAt }: OrderRow, time: number | null): string[] => {
  if (status === 'CANCELLED') return ['OrderCancelled'];
  const isReady = status === 'STOCKED' && paidAt !== null && time === null;
  const isBooked = (status === 'DELIVERY_BOOKED' || status === 'DELIVERED') && time !== null;
  return [
    'OrderCreated',
    ...(isReady ? ['OrderDeliverable'] : []),
    ...(isBooked ? [`DeliveryBooked:${time}`] : []),
  ];
};

// A mail may be missing for a reason, but only where the reason was there.
const isExcused = ({ email }: OrderRow, row: MailRow | undefined, evidence: Evidence): boolean => {
  const { faults, mailbox, policy, now } = evidence;
  if (!row) return false;
  const during = faultsIn(faults, row.claimedAt - DAY, now, row.orderId);
  if (row.state === 'UNDELIVERABLE')
    return during.some(({ what, how }) => what === 'mailServer' && how === 'refuse');
  if (row.state === 'UNCONFIRMED')
    return during.some(
      ({ what, how }) =>
        (what === 'mailServer' && how !== 'refuse' && how !== 'dawdle') || what === 'process',
    );
  if (row.state !== 'CAPPED') return false;
  const that = mailbox.filter(({ to, receivedAt }) => to === email && row.claimedAt - receivedAt < DAY);
  return that.length >= policy.mailsPerDay;
};

/** Every customer gets each mail that his order has come to; one is missing only for a reason that was there. */
const everyMailArrives = (evidence: Evidence): Finding[] => {
  const owed = owedBy(evidence, 'email');
  const arrived = new Set(evidence.mailbox.map(nameOf));
  const rows = new Map(evidence.mails.map((row) => [nameOf(row), row]));
  const times = new Map(evidence.deliveries.map(({ orderId, time }) => [orderId, time]));
  const refunds = Map.groupBy(evidence.refunds, ({ orderId }) => orderId);
  return evidence.orders
    .filter(({ orderId }) => !owed.has(orderId))
    .flatMap((order) => {
      const { orderId } = order;
      const wanted = wantedOf(order, times.get(orderId) ?? null);
      return [...wanted, ...wantedRefunds(order, refunds.get(orderId) ?? [])]
        .filter((mail) => !arrived.has(nameOf({ orderId, mail })))
        .filter((mail) => !isExcused(order, rows.get(nameOf({ orderId, mail })), evidence))
        .map((mail) => ({ subject: orderId, says: `the mail ${mail} never came` }));
    });
};

// A server that says yes after a while is waited for.
const mayBreakNoting = ({ what, how, name }: Fault): boolean =>
  ['process', 'database'].includes(what) ||
  (what === 'mailServer' && how !== 'dawdle') ||
  (what === 'function' && ['email', 'database', 'invoke'].includes(name ?? ''));

/** A mail comes twice only where something broke between its sending and the note of it, and each time it was claimed anew. */
const mailsComeOnce = ({ mailbox, mails, faults, policy }: Evidence): Finding[] => {
  const rows = new Map(mails.map((row) => [nameOf(row), row]));
  return [...Map.groupBy(mailbox, nameOf)].flatMap(([name, copies]) => {
    const times = copies.map(({ receivedAt }) => receivedAt).sort((a, b) => a - b);
    const [orderId = '', mail] = name.split(' ');
    const breaks = times
      .slice(0, -1)
      .map((sent) => faultsIn(faults, sent, sent + policy.claimMs, orderId).filter(mayBreakNoting));
    const isExplained = breaks.every(({ length }) => length > 0);
    // Where the server's answer is missing a second time, it is not sent again.
    const silent = breaks.filter((own) => own.every(({ what }) => what === 'mailServer')).length;
    if (isExplained && silent <= 1 && (rows.get(name)?.claims ?? 1) >= times.length) return [];
    return [{ subject: orderId, says: `the mail ${mail} came ${times.length} times` }];
  });
};

/** What is noted as sent has arrived, and what has arrived is noted. */
const theLedgerOfMailsIsTrue = (evidence: Evidence): Finding[] => {
  const { mails, mailbox, isHealed } = evidence;
  const arrived = new Set(mailbox.map(nameOf));
  return mails.flatMap((row) => {
    const { orderId, mail, sentAt, state, claims } = row;
    const isThere = arrived.has(nameOf(row));
    if (sentAt !== null && !isThere)
      return [{ subject: orderId, says: `the mail ${mail} is noted and never came` }];
    // Perhaps sent, tried again, and by then no longer true, or refused.
    const isLeft = state === 'UNCONFIRMED' || claims > 1;
    if (isHealed && sentAt === null && (state === null || (isThere && !isLeft)))
      return [
        { subject: orderId, says: `the mail ${mail} ${isThere ? 'came' : 'is claimed'} and is not noted` },
      ];
    return [];
  });
};

/** A mail reaches its order's customer and nobody else, and is about an order that there is. */
const mailsReachTheirCustomer = (evidence: Evidence): Finding[] => {
  const owed = owedBy(evidence, 'placeOrder');
  const orders = new Map(evidence.orders.map((order) => [order.orderId, order]));
  return evidence.mailbox.flatMap(({ orderId, mail, to }) => {
    const order = orders.get(orderId);
    if (!order && !owed.has(orderId))
      return [{ subject: orderId, says: `the mail ${mail} came, and there is no such order` }];
    if (!order || order.email.toLowerCase() === to.toLowerCase()) return [];
    return [{ subject: orderId, says: `the mail ${mail} went to somebody else` }];
  });
};

/** What must be so of all mails. */
export const emailInvariants = {
  everyMailArrives,
  mailsComeOnce,
  theLedgerOfMailsIsTrue,
  mailsReachTheirCustomer,
} satisfies Invariants;
