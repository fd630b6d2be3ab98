import { attemptUnderWay, keepAttempt } from './cart.js';

/**
 * The Idempotency-Key under which a purchase is sent. It stays the same until the purchase changes or the shop
 * gives a definite answer, so that a double click, a retry after a lost connection, a reload and a second tab
 * are all one order and one charge.
 */
export const keyFor = (purchase) => {
  const attempt = attemptUnderWay();
  if (attempt?.purchase === purchase && typeof attempt.key === 'string') return attempt.key;
  const key = crypto.randomUUID();
  keepAttempt({ key, purchase });
  return key;
};

/** Ends the attempt after a definite refusal: whatever is sent next is a new one. */
export const endAttempt = () => keepAttempt(undefined);
