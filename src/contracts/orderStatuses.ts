/** The statuses of an order that is under way, in the order in which it takes them. */
export const openStatuses = ['PLACED', 'STOCKED', 'DELIVERY_BOOKED'] as const;

/** The statuses in which an order ends. COMPLETED is the end of one that has nothing to deliver. */
export const finalStatuses = ['DELIVERED', 'COMPLETED', 'CANCELLED'] as const;

/** Every status of a stored order. Payment is none: an order of any status may be paid. */
export const orderStatuses = [...openStatuses, ...finalStatuses] as const;
type OrderStatus = (typeof orderStatuses)[number];

/** Why an order was cancelled. KEY_REUSED: its Idempotency-Key belongs to an order with other contents. */
export const cancelReasons = [
  'PAYMENT_FAILED',
  'UNAVAILABLE',
  'BY_CUSTOMER',
  'BY_OPERATOR',
  'KEY_REUSED',
] as const;
type CancelReason = (typeof cancelReasons)[number];

/** The facts that updateOrderStatus hears of. The table's other causes are announced by nobody yet. */
export const movingFacts = ['StockCreated', 'DeliveryBooked'] as const;

/**
 * What else must be true for a transition, or for what it announces.
 * The order store evaluates `hasDeliveryTime`. Nothing evaluates the others yet: until payments settle every order
 * counts as `paid` when it is stored, and none has courses, refunds or a way to be cancelled.
 */
type Guard =
  | 'paid'
  | 'hasDeliveryTime'
  | 'hasNothingToDeliver'
  | 'paymentSettled'
  | 'paymentRefused'
  | 'isOver24HoursBeforeDelivery'
  | 'keyIsReused'
  | 'somethingIsLeft'
  | 'onlyEnrolledCoursesAreLeft'
  | 'nothingIsLeft';

/** One line of the table: in a status of `from`, `cause` brings an order to `to` when all of `when` is true. */
export interface Transition {
  /** Empty for an order that is stored for the first time. */
  from: readonly OrderStatus[];
  /** An event, or a command of a person. */
  cause:
    | 'OrderCreated'
    | (typeof movingFacts)[number]
    | 'PaymentSettled'
    | 'StockUnavailable'
    | 'Enrolled'
    | 'markDelivered'
    | 'cancelOrder'
    | 'cancelOrderAsOperator'
    | 'refundOrder';
  when?: readonly Guard[];
  to: OrderStatus | 'same';
  reason?: CancelReason;
  /** What the order is from then on, beside its status. */
  marks?: 'paid';
  announces?: readonly { event: string; when?: readonly Guard[] }[];
}

const cancelled = { to: 'CANCELLED', announces: [{ event: 'OrderCancelled' }] } as const;
const notCancelled = [...openStatuses, 'DELIVERED', 'COMPLETED'] as const;

/**
 * The life of an order: every change of status that is allowed, why it happens and what is announced with it.
 * What stands in no line does not happen: a late fact on a final order is obsolete, which is a success.
 */
export const transitions: readonly Transition[] = [
  { from: [], cause: 'OrderCreated', to: 'PLACED', announces: [{ event: 'OrderPlaced' }] },
  { from: [], cause: 'OrderCreated', when: ['keyIsReused'], reason: 'KEY_REUSED', ...cancelled },
  {
    from: ['PLACED'],
    cause: 'StockCreated',
    to: 'STOCKED',
    announces: [{ event: 'OrderDeliverable', when: ['paid'] }],
  },
  {
    from: ['STOCKED'],
    cause: 'PaymentSettled',
    when: ['paymentSettled'],
    to: 'same',
    marks: 'paid',
    announces: [{ event: 'OrderDeliverable' }],
  },
  {
    from: ['PLACED', 'DELIVERY_BOOKED'],
    cause: 'PaymentSettled',
    when: ['paymentSettled'],
    to: 'same',
    marks: 'paid',
  },
  { from: ['STOCKED'], cause: 'DeliveryBooked', when: ['paid', 'hasDeliveryTime'], to: 'DELIVERY_BOOKED' },
  { from: ['DELIVERY_BOOKED'], cause: 'DeliveryBooked', to: 'same' },
  {
    from: ['DELIVERY_BOOKED'],
    cause: 'markDelivered',
    to: 'DELIVERED',
    announces: [{ event: 'OrderDelivered' }],
  },
  { from: ['PLACED'], cause: 'Enrolled', when: ['hasNothingToDeliver', 'paid'], to: 'COMPLETED' },
  {
    from: openStatuses,
    cause: 'PaymentSettled',
    when: ['paymentRefused'],
    reason: 'PAYMENT_FAILED',
    ...cancelled,
  },
  { from: ['PLACED'], cause: 'StockUnavailable', reason: 'UNAVAILABLE', ...cancelled },
  {
    from: openStatuses,
    cause: 'cancelOrder',
    when: ['isOver24HoursBeforeDelivery'],
    reason: 'BY_CUSTOMER',
    ...cancelled,
  },
  { from: openStatuses, cause: 'cancelOrderAsOperator', reason: 'BY_OPERATOR', ...cancelled },
  {
    from: notCancelled,
    cause: 'refundOrder',
    when: ['somethingIsLeft'],
    to: 'same',
    announces: [{ event: 'OrderRefunded' }],
  },
  {
    from: notCancelled,
    cause: 'refundOrder',
    when: ['onlyEnrolledCoursesAreLeft'],
    to: 'COMPLETED',
    announces: [{ event: 'OrderRefunded' }],
  },
  { from: notCancelled, cause: 'refundOrder', when: ['nothingIsLeft'], reason: 'BY_OPERATOR', ...cancelled },
];

/** True for a status in which an order ends. */
export const isFinal = (status: OrderStatus): boolean =>
  (finalStatuses as readonly OrderStatus[]).includes(status);

const moves = transitions.filter(({ cause }) => (movingFacts as readonly string[]).includes(cause));

/** The status that a fact brings an order to. */
export const statusAfter = (fact: (typeof movingFacts)[number]): OrderStatus => {
  const move = moves.find(({ cause, to }) => cause === fact && to !== 'same');
  if (move === undefined || move.to === 'same') throw new Error(`${fact} moves no order`);
  return move.to;
};

/**
 * What a fact that wants an order in `to` does to one in `from`, guards aside. WRONG_STATUS: not yet, so that the fact
 * is to come again; ALREADY_DONE and OBSOLETE: nothing, for ever.
 */
export const outcomeOf = (
  from: OrderStatus,
  to: OrderStatus,
): 'DONE' | 'ALREADY_DONE' | 'OBSOLETE' | 'WRONG_STATUS' => {
  if (from === to) return 'ALREADY_DONE';
  if (isFinal(from)) return 'OBSOLETE';
  if (moves.some((move) => move.from.includes(from) && move.to === to)) return 'DONE';
  const isBehind = !isFinal(to) && orderStatuses.indexOf(to) < orderStatuses.indexOf(from);
  return isBehind ? 'ALREADY_DONE' : 'WRONG_STATUS';
};
