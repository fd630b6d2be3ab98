import { setTimeout } from 'node:timers/promises';
import type { Faults } from './api.ts';
import { Refused } from './payment.ts';

const DAWDLE_MS = 3000;
const SHORT_HOLD_MS = 1000;

/** A bank that breaks off the connection. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

const told = (email: string, what: string) => email.split('@')[0]?.includes(`+payment-${what}`) ?? false;

/** A bank at which nothing goes wrong. */
export const faultless: Faults = {
  before: async () => undefined,
  after: async () => undefined,
  holdMs: () => undefined,
};

/**
 * A bank that does what a tag in the customer's e-mail tells it: `ann+payment-declines@…`, `-fails` (an outage at
 * authorising), `-dawdles` (3 s), `-loses` (holds the money and loses the answer), `-refuses` (the capture), `-expires`
 * (the hold lapses after a second).
 */
export const obedient: Faults = {
  async before(kind, { email }) {
    if (kind === 'authorise' && told(email, 'declines')) throw new Refused('declined');
    if (kind === 'authorise' && told(email, 'fails')) throw new ConnectionLost();
    if (kind === 'capture' && told(email, 'refuses')) throw new Refused('capture_refused');
    if (told(email, 'dawdles')) await setTimeout(DAWDLE_MS);
  },
  async after(kind, { email }) {
    if (kind === 'authorise' && told(email, 'loses')) throw new ConnectionLost();
  },
  holdMs: (email) => (told(email, 'expires') ? SHORT_HOLD_MS : undefined),
};
