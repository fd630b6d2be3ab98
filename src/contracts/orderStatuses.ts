/** The statuses of an order that is under way, in the order in which it takes them. */
export const openStatuses = ['PLACED', 'STOCKED', 'DELIVERY_BOOKED'] as const;

/** The statuses in which an order ends. COMPLETED is the end of one that has nothing to deliver. */
export const finalStatuses = ['DELIVERED', 'COMPLETED', 'CANCELLED'] as const;

/** Every status of a stored order. Payment is none: an order of any status may be paid. */
export const orderStatuses = [...openStatuses, ...finalStatuses] as const;
type OrderStatus = (typeof orderStatuses)[number];

/**
 * Why an order was cancelled. KEY_REUSED: its Idempotency-Key belongs to an order with other contents. OVER_LIMIT: its
 * organisation number has had all the orders by invoice that one gets in a day.
 */
export const cancelReasons = [
  'PAYMENT_FAILED',
  'UNAVAILABLE',
  'BY_CUSTOMER',
  'BY_OPERATOR',
  'KEY_REUSED',
  'OVER_LIMIT',
] as const;
type CancelReason = (typeof cancelReasons)[number];

/** The facts that updateOrderStatus hears of. */
export const movingFacts = ['StockCreated', 'DeliveryBooked', 'PaymentSettled'] as const;
type MovingFact = (typeof movingFacts)[number];

/** How a payment ends. CAPTURED: the money is ours. NOT_DUE: an invoice follows. REFUSED: it can't be had. */
export const paymentOutcomes = ['CAPTURED', 'NOT_DUE', 'REFUSED'] as const;
type PaymentOutcome = (typeof paymentOutcomes)[number];

/**
 * What else must be true for a transition, or for what it announces. `paymentSettled` and `paymentRefused` are what
 * PaymentSettled says itself (stepOf); the order store evaluates `paid`, `hasDeliveryTime`, `keyIsReused`,
 * `isOverLimit`, `somethingIsLeft` and `nothingIsLeft`. Nothing evaluates the others yet: customers can't cancel, and nobody has courses.
 */
type Guard =
  | 'paid'
  | 'hasDeliveryTime'
  | 'hasNothingToDeliver'
  | 'paymentSettled'
  | 'paymentRefused'
  | 'isOver24HoursBeforeDelivery'
  | 'keyIsReused'
  | 'isOverLimit'
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
    | MovingFact
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
  { from: [], cause: 'OrderCreated', when: ['isOverLimit'], reason: 'OVER_LIMIT', ...cancelled },
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

const saidBy = (outcome: PaymentOutcome | undefined): Guard[] =>
  outcome === undefined ? [] : [outcome === 'REFUSED' ? 'paymentRefused' : 'paymentSettled'];

const linesOf = (fact: MovingFact, outcome: PaymentOutcome | undefined): Transition[] =>
  transitions.filter(
    ({ cause, when = [] }) =>
      cause === fact &&
      when
        .filter((guard) => guard === 'paymentSettled' || guard === 'paymentRefused')
        .every((guard) => saidBy(outcome).includes(guard)),
  );

/** What a fact does to an order; where that is something, `line` is the line of the table that says so. */
export type Step =
  { outcome: 'DONE'; line: Transition } | { outcome: 'ALREADY_DONE' | 'OBSOLETE' | 'WRONG_STATUS' };

/**
 * What a fact does to an order in `from`, guards of the order itself aside; `payment` is the outcome that PaymentSettled
 * tells. WRONG_STATUS: not yet, so that the fact is to come again; ALREADY_DONE and OBSOLETE: nothing, for ever.
 */
export const stepOf = (from: OrderStatus, fact: MovingFact, payment?: PaymentOutcome): Step => {
  if (isFinal(from)) return { outcome: 'OBSOLETE' };
  const lines = linesOf(fact, payment);
  const line = lines.find((each) => each.from.includes(from));
  if (line && (line.to !== 'same' || line.marks)) return { outcome: 'DONE', line };
  const isBehind = lines.some(
    ({ to }) => to !== 'same' && orderStatuses.indexOf(to) <= orderStatuses.indexOf(from),
  );
  return { outcome: line || isBehind ? 'ALREADY_DONE' : 'WRONG_STATUS' };
};
