import { store, stored } from '../shop/storage.js';

const KEY = 'acme.attempt';
const TAKEN_KEY = 'acme.taken';
// By then a mail has told what became of the order, and whoever orders again means another one. Not sooner: an attempt
// that is given up may still become an order.
const LONGEST_MS = 24 * 60 * 60 * 1000;

const isOpen = (value) =>
  typeof value?.key === 'string' &&
  typeof value.order === 'object' &&
  Array.isArray(value.order?.lines) &&
  Date.now() - value.since < LONGEST_MS;

/**
 * Does the work while no other tab of the shop does any: one of them sends, and the next knows what came of it. A
 * browser without Web Locks does it at once; then it is the shared key that makes one order of two tries.
 * localStorage may tell the next tab a moment late how an attempt ended; that tab then sends the very same once more,
 * which is the same order. IndexedDB would tell it in time, but would need localStorage beside it all the same, for
 * browsers that forbid it or never open it: twice the code, to spare a request that does no harm.
 */
export const oneTabAtATime = (work) => (navigator.locks ? navigator.locks.request(KEY, work) : work());

/**
 * The attempt to order that may be on its way (`isResumed`), or a new one for this order: `{ key, order }`. Until a
 * definite answer comes the very same request is sent again under the same Idempotency-Key, so that a double click, a
 * retry after a lost connection, a reload, a second tab and a corrected street are all one order and one payment.
 * It holds what the customer typed, and all tabs must know it: so it lies in localStorage, but only until it ends.
 */
export const attemptFor = (order) => {
  const underWay = stored(KEY);
  if (isOpen(underWay)) return { ...underWay, isResumed: true };
  const attempt = { key: crypto.randomUUID(), order, since: Date.now() };
  store(KEY, attempt);
  return attempt;
};

/** Ends the attempt after a definite answer: whatever is sent next is a new one. `orderId` is what was taken, if it was. */
export const endAttempt = (orderId) => store(KEY, { endedAt: Date.now(), orderId });

/** How another tab's attempt ended since this moment: `{ orderId }`, without one when it was refused; else undefined. */
export const endedSince = (moment) => {
  const { endedAt, orderId } = stored(KEY) ?? {};
  return endedAt >= moment ? { orderId } : undefined;
};

/** Notes that the shop took an order, and whether the customer had changed it after it was first sent. */
export const noteTaken = (orderId, wasEditedSince) => store(TAKEN_KEY, { orderId, wasEditedSince });

/** What this browser knows of an order that it has sent itself: `{ wasEditedSince }`; undefined for any other. */
export const takenHere = (orderId) => {
  const taken = stored(TAKEN_KEY);
  return taken?.orderId === orderId ? taken : undefined;
};
