import { forget, store, stored } from '../shop/storage.js';

const KEY = 'acme.attempt';
const TAKEN_KEY = 'acme.taken';
// By then the mail has told what became of the order, and whoever orders again means another one.
const LONGEST_MS = 60 * 60 * 1000;

const isAttempt = (value) =>
  typeof value?.key === 'string' &&
  typeof value.order === 'object' &&
  Array.isArray(value.order?.lines) &&
  Date.now() - value.since < LONGEST_MS;

/**
 * The attempt to order that may be on its way (`isResumed`), or a new one for this order: `{ key, order }`. Until that
 * answer comes the very same request is sent again under the same Idempotency-Key, so that a double click, a retry
 * after a lost connection, a reload, a second tab and a corrected street are all one order and one charge.
 * It holds what the customer typed, and all tabs must know it: so it lies in localStorage, but only until `endAttempt`.
 */
export const attemptFor = (order) => {
  const underWay = stored(KEY);
  const isKnown = isAttempt(underWay);
  if (isKnown && underWay.isInDoubt) return { ...underWay, isResumed: true };
  // In doubt until the shop answers: whoever reloads now can't know what became of it.
  const attempt = {
    key: isKnown ? underWay.key : crypto.randomUUID(),
    order,
    since: Date.now(),
    isInDoubt: true,
  };
  store(KEY, attempt);
  return attempt;
};

/** The shop did nothing for this attempt yet: the next try may be another order, under the same key. */
export const settleAttempt = (attempt) => store(KEY, { ...attempt, isInDoubt: false });

/** Ends the attempt after a definite answer: whatever is sent next is a new one. */
export const endAttempt = () => forget(KEY);

/** Notes that the shop took an order, and whether the customer had changed it after it was first sent. */
export const noteTaken = (orderId, wasEditedSince) => store(TAKEN_KEY, { orderId, wasEditedSince });

/** What this browser knows of an order that it has sent itself: `{ wasEditedSince }`; undefined for any other. */
export const takenHere = (orderId) => {
  const taken = stored(TAKEN_KEY);
  return taken?.orderId === orderId ? taken : undefined;
};
