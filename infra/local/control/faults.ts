import * as z from 'zod/mini';

const Fault = z.enum(['refuse', 'throttle', 'lose', 'dawdle']);

/**
 * What goes wrong with a call: `refuse` answers an error of the service, and `throttle` that there were too many, both
 * without doing anything; `lose` does it and then breaks the connection; `dawdle` waits before it does it.
 */
export type Fault = z.infer<typeof Fault>;

const Share = z.number().check(z.minimum(0), z.maximum(1));

/** What goes wrong with the calls of one service or function. */
export const Orders = z.strictObject({
  /** What happens to the next calls, one after the other; `pass` is none. */
  next: z._default(z.array(z.enum([...Fault.options, 'pass'])), []),
  /** What happens to the calls after those: the share of them that meets each fault, from 0 to 1. */
  share: z._default(z.partialRecord(Fault, Share), {}),
  /** Only calls that contain this text: in a service's the path and the operation, in a function's event. */
  only: z._default(z.string(), ''),
  /** How long one that dawdles waits, in ms. */
  dawdleMs: z._default(z.int().check(z.minimum(0), z.maximum(600_000)), 3000),
});
export type Orders = z.infer<typeof Orders>;

const Service = z._default(z.optional(Orders), () => Orders.parse({}));

const Life = z._default(z.enum(['up', 'down']), 'up');

/** What is killed by `down`, and started again by `up`, with what it held. */
export const MORTALS = ['postgres', 'mail', 'bank'] as const;

/** Everything that can be told to go wrong with the local AWS; what is not named works. */
export const AllOrders = z.strictObject({
  events: Service,
  queues: Service,
  dataApi: Service,
  invoke: Service,
  /** By the name of the function, as it stands in functions.yml. */
  functions: z._default(z.record(z.string(), Orders), {}),
  postgres: Life,
  /** The mail server; its mailbox can still be read. */
  mail: Life,
  bank: Life,
});
export type AllOrders = z.infer<typeof AllOrders>;

/** What stands at the entrance of a service or function, and decides what happens to a call. */
export interface Door {
  /** Replaces what it was told. */
  tell(orders: Orders): void;
  /** What it still has to do. */
  left(): Orders;
  /** What happens to this call; undefined when nothing does. */
  meets(call: string): Fault | undefined;
  dawdleMs(): number;
}

const drawn = (share: Orders['share'], random: () => number): Fault | undefined => {
  let rest = random();
  return Fault.options.find((fault) => (rest -= share[fault] ?? 0) < 0);
};

/** A door that lets all calls pass until it is told otherwise. */
export const openDoor = (random: () => number = Math.random): Door => {
  let orders = Orders.parse({});
  return {
    tell: (given) => void (orders = given),
    left: () => orders,
    meets: (call) => {
      if (!call.includes(orders.only)) return undefined;
      const [first, ...next] = orders.next;
      if (first === undefined) return drawn(orders.share, random);
      orders = { ...orders, next };
      return first === 'pass' ? undefined : first;
    },
    dawdleMs: () => orders.dawdleMs,
  };
};
