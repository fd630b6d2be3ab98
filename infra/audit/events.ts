import type { Evidence } from './evidence.ts';
import { faultsIn, owedBy, quietMs } from './excuses.ts';
import type { Finding, Invariants } from './invariant.ts';

/** Of one event beside its relay's and its watchdog's: the first time, and once more where the note of it came late. */
const MOST_ALONE = 2;

/** Nothing that happened stays unannounced. */
const nothingStaysUnannounced = ({ outbox, faults, now, isHealed, policy }: Evidence): Finding[] =>
  outbox
    .filter(
      ({ publishedAt, createdAt, orderId }) =>
        publishedAt === null && (isHealed || quietMs(faults, createdAt, now, orderId) > policy.relayMs),
    )
    .map(({ orderId, event }) => ({ subject: orderId, says: `${event} was not announced` }));

const MINUTE = 60_000;

/** What is committed is announced within minutes; after each try that failed the next one comes later. */
const eventsAreAnnouncedSoon = ({ outbox, announcements, faults, policy }: Evidence): Finding[] => {
  const heard = Map.groupBy(announcements, ({ eventId }) => eventId);
  return outbox.flatMap(({ eventId, event, orderId, createdAt, attempts }) => {
    const first = (heard.get(eventId) ?? []).reduce((least, { at }) => Math.min(least, at), Infinity);
    if (first === Infinity) return [];
    const quiet = quietMs(faults, createdAt, first, orderId);
    if (quiet <= policy.relayMs + (2 ** Math.min(attempts, 6) - 1) * MINUTE) return [];
    return [
      { subject: orderId, says: `${event} was announced after ${Math.round(quiet / 1000)} quiet seconds` },
    ];
  });
};

/** No event of an order is given up: one that can't be handled just now is waited for. */
const nothingReadableIsGivenUp = ({ putBack }: Evidence): Finding[] =>
  putBack.map(({ orderId = 'nobody', event, consumer }) => ({
    subject: orderId,
    says: `${event} was given up by ${consumer}, and a person had to put it back`,
  }));

/** Once all works again, each event has had its effect, and nothing waits. */
const nothingIsLeft = ({ outbox, queued, deadLetters, isHealed }: Evidence): Finding[] =>
  !isHealed
    ? []
    : [
        ...outbox
          .filter(({ isStuck }) => isStuck)
          .map(({ orderId, event }) => ({ subject: orderId, says: `${event} is stuck` })),
        ...queued.map(({ orderId = 'nobody', event, consumer }) => ({
          subject: orderId,
          says: `${event} waits for ${consumer}`,
        })),
        ...deadLetters.map(({ orderId = 'nobody', event, consumer }) => ({
          subject: orderId,
          says: `${event} was given up by ${consumer}`,
        })),
      ];

/** An event is announced again only because of a fault, and not more often than faults and reminders explain. */
const announcementsAreBounded = ({ outbox, announcements, faults, policy, now }: Evidence): Finding[] => {
  const heard = Map.groupBy(announcements, ({ eventId }) => eventId);
  return outbox.flatMap(({ eventId, event, orderId, createdAt, publishedAt, reminders }) => {
    // Once it is noted that it was announced, only the watchdog announces it again.
    const hits = faultsIn(faults, createdAt, publishedAt ?? now, orderId).length;
    const times = heard.get(eventId)?.length ?? 0;
    // What went wrong before it may still have kept its consumers busy.
    if (reminders > 0 && faultsIn(faults, createdAt - policy.healMs, now, orderId).length === 0)
      return [{ subject: orderId, says: `${event} needed ${reminders} reminders, and nothing was wrong` }];
    if (times <= MOST_ALONE + reminders + hits) return [];
    return [{ subject: orderId, says: `${event} was announced ${times} times` }];
  });
};

/** No order takes longer for its steps than it may, times of trouble aside. */
const ordersHealInTime = (evidence: Evidence): Finding[] => {
  const { orders, history, faults, policy, now } = evidence;
  const owed = owedBy(evidence, 'stock', 'payment', 'updateOrderStatus');
  const steps = Map.groupBy(history, ({ orderId }) => orderId);
  return orders.flatMap(({ orderId, status, placedAt, paidAt }) => {
    if (owed.has(orderId) || status === 'CANCELLED') return [];
    const stocked = (steps.get(orderId) ?? []).find((step) => step.status === 'STOCKED')?.at ?? now;
    const quiet = quietMs(faults, placedAt, Math.max(stocked, paidAt ?? now), orderId);
    if (quiet <= policy.healMs) return [];
    const seconds = Math.round(quiet / 1000);
    return [{ subject: orderId, says: `took ${seconds} quiet seconds until it was stocked and paid` }];
  });
};

/** What must be so of all events. */
export const eventInvariants = {
  nothingStaysUnannounced,
  nothingIsLeft,
  eventsAreAnnouncedSoon,
  nothingReadableIsGivenUp,
  announcementsAreBounded,
  ordersHealInTime,
} satisfies Invariants;
