import type { Safeguards } from '../safeguard.ts';

/** What keeps deliveries as they were told. */
export const deliverySafeguards: Safeguards = {
  'slots-have-so-many-places': {
    what: 'A delivery time takes no more customers than it has places.',
    changes: [
      {
        file: 'delivery/store/bookDelivery.sql',
        from: 'set taken = s.taken + 1 where s.taken < :capacity',
        to: 'set taken = s.taken + 1',
      },
    ],
    rates: { slow: 0.3 },
    orders: 200,
  },
  'slots-in-order': {
    what: 'Slots are locked in the order of their times, so that customers who swap theirs don’t wait in a circle.',
    changes: [
      {
        file: 'delivery/store/bookDelivery.sql',
        from: ' and (select count(*) from earlier) >= 0',
        to: '',
      },
    ],
    mode: 'overlap',
    orders: 60,
    unneeded:
      'PostgreSQL undoes one of two that wait for each other, and it is run again, four times at most. It saves the tries.',
  },
  'first-booking-replaces-nothing': {
    what: 'A booking takes the place of another only where it names that one.',
    changes: [
      {
        file: 'delivery/store/bookDelivery.sql',
        from: "when cur.time is distinct from asked.replaces then 'DELIVERY_TIME_DIFFERS'",
        to: '',
      },
    ],
  },
  'delivery-changed-once': {
    what: 'A delivery time is changed once.',
    changes: [
      {
        file: 'delivery/store/bookDelivery.sql',
        from: "when cur.changes >= 1 then 'DELIVERY_CHANGED_ONCE'",
        to: '',
      },
    ],
  },
  'booked-once-paid': {
    what: 'Nothing is booked before it is stocked and paid.',
    changes: [
      {
        file: 'delivery/store/bookDelivery.sql',
        from: "when r.status = 'PLACED' or r.paid_at is null then 'NOT_YET_DELIVERABLE'",
        to: '',
      },
    ],
    rates: { bankFails: 0.3 },
  },
  'place-freed-once': {
    what: 'The place of a cancelled order becomes free once.',
    changes: [
      {
        file: 'delivery/store/freeSlot.sql',
        from: 'set cancelled_at = excluded.cancelled_at where d.cancelled_at is null',
        to: 'set cancelled_at = excluded.cancelled_at',
      },
    ],
    rates: { eventTwice: 0.3, messageTwice: 0.3 },
  },
  'places-are-freed': {
    what: 'A cancelled order gives its place back.',
    changes: [
      {
        file: 'delivery/store/freeSlot.sql',
        from: 'do update set taken = s.taken - 1',
        to: 'do update set taken = s.taken',
      },
    ],
  },
  'cancelled-orders-book-nothing': {
    what: 'Nothing is booked for a cancelled order; its status and the mark of its delivery cover for each other.',
    changes: [
      {
        file: 'delivery/store/bookDelivery.sql',
        from: "when r.status not in ('PLACED', 'STOCKED', 'DELIVERY_BOOKED') or cur.cancelled_at is not null then 'WRONG_STATUS'",
        to: '',
      },
    ],
  },
};
