import { setTimeout } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { Faults } from '../../../src/bank/api.ts';
import { ConnectionLost, obedient } from '../../../src/bank/obedience.ts';
import { Refused } from '../../../src/bank/payment.ts';

const Times = z._default(z.int().check(z.minimum(0)), 0);

const Fault = z.enum(['declines', 'fails', 'dawdles', 'loses', 'refusesCapture']);

/**
 * What the local bank is told to do to the next requests, whoever they are for: that many each, and to a share of those
 * after them. `loses` does what was asked and then breaks the connection; `dawdles` waits `dawdleMs` before it does anything.
 */
export const Orders = z.strictObject({
  declines: Times,
  fails: Times,
  dawdles: Times,
  dawdleMs: z._default(z.int().check(z.minimum(0), z.maximum(60_000)), 3000),
  loses: Times,
  refusesCapture: Times,
  /** From 0 to 1, of the requests that a fault may meet: only authorisations are declined, only captures refused. */
  share: z._default(z.partialRecord(Fault, z.number().check(z.minimum(0), z.maximum(1))), {}),
  /** How long holds made from now on last, in ms; null for as long as usual. */
  holdMs: z._default(z.nullable(z.int().check(z.minimum(0))), null),
});
export type Orders = z.infer<typeof Orders>;

/** Faults that can be set while the bank runs, on top of those that tags in e-mails ask for. */
export const controlledFaults = (random: () => number = Math.random) => {
  let orders: Orders = Orders.parse({});
  const takes = (what: z.infer<typeof Fault>): boolean => {
    if (orders[what] === 0) return random() < (orders.share[what] ?? 0);
    orders = { ...orders, [what]: orders[what] - 1 };
    return true;
  };
  const faults: Faults = {
    async before(kind, payment) {
      if (takes('dawdles')) await setTimeout(orders.dawdleMs);
      if (takes('fails')) throw new ConnectionLost();
      if (kind === 'authorise' && takes('declines')) throw new Refused('declined');
      if (kind === 'capture' && takes('refusesCapture')) throw new Refused('capture_refused');
      await obedient.before(kind, payment);
    },
    async after(kind, payment) {
      if (takes('loses')) throw new ConnectionLost();
      await obedient.after(kind, payment);
    },
    holdMs: (email) => orders.holdMs ?? obedient.holdMs(email),
  };
  return {
    faults,
    /** Replaces all orders. Throws a ZodError for what it does not understand. */
    set: (value: unknown): Orders => (orders = Orders.parse(value)),
    get: (): Orders => orders,
  };
};
