// Made by `npm run docs` from the GraphQL schemas and the queries in the code: don't edit.
/* eslint-disable */
import type { CancelReason } from '../contracts/fields.ts';
import type { Currency } from '../contracts/fields.ts';
import type { CustomerType } from '../contracts/fields.ts';
import type { Market } from '../contracts/fields.ts';
import type { MoneyFate } from '../contracts/fields.ts';
import type { MovingFact } from '../contracts/fields.ts';
import type { OrderStatus } from '../contracts/fields.ts';
import type { PaymentOutcome } from '../contracts/fields.ts';
import type { Subject } from '../contracts/subjects.ts';
import type { GraphQLResolveInfo } from 'graphql';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
};

/** The database of the webshop: the only service that runs SQL. Private; reached by Lambda Invoke or with IAM. Each store (src/*\/store) adds its part. */
export type Query = {
  /** How many places are taken at each delivery time from then on (ms since 1970). */
  takenSlots: Array<TakenSlot>;
  /** What is booked for these orders, 100 at most; of one without a booking there is nothing. */
  deliveries: Array<Delivery>;
  /** One order with all that belongs to it; null for an unknown id. */
  getOrder: Maybe<Order>;
  /** The orders of these ids, 100 at most; what is unknown is left out. */
  getOrders: Array<Order>;
  /** The orders of one test run, ordered by id; the next page begins after the last id. */
  getAllTestOrders: Array<Order>;
  /** What is known of payments that a provider tells of. */
  paymentStandings: Array<PaymentStanding>;
  /** Orders placed more than so many seconds ago that are to be paid and are not, the oldest first. */
  unpaidOrders: Array<UnpaidOrder>;
  /** The money of all orders, ordered by id; the next page begins after the last id. */
  accounts: Array<Account>;
  /** How far the comparison with a provider's list has come; null before the first. */
  reconciliation: Maybe<Reconciliation>;
};

/** The database of the webshop: the only service that runs SQL. Private; reached by Lambda Invoke or with IAM. Each store (src/*\/store) adds its part. */
export type QueryTakenSlotsArgs = {
  market: Market;
  from: Scalars['Float']['input'];
};

/** The database of the webshop: the only service that runs SQL. Private; reached by Lambda Invoke or with IAM. Each store (src/*\/store) adds its part. */
export type QueryDeliveriesArgs = {
  orderIds: Array<Scalars['ID']['input']>;
};

/** The database of the webshop: the only service that runs SQL. Private; reached by Lambda Invoke or with IAM. Each store (src/*\/store) adds its part. */
export type QueryGetOrderArgs = {
  id: Scalars['ID']['input'];
};

/** The database of the webshop: the only service that runs SQL. Private; reached by Lambda Invoke or with IAM. Each store (src/*\/store) adds its part. */
export type QueryGetOrdersArgs = {
  ids: Array<Scalars['ID']['input']>;
};

/** The database of the webshop: the only service that runs SQL. Private; reached by Lambda Invoke or with IAM. Each store (src/*\/store) adds its part. */
export type QueryGetAllTestOrdersArgs = {
  testId: Scalars['Int']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['ID']['input']>;
};

/** The database of the webshop: the only service that runs SQL. Private; reached by Lambda Invoke or with IAM. Each store (src/*\/store) adds its part. */
export type QueryPaymentStandingsArgs = {
  payments: Array<PaymentKey>;
};

/** The database of the webshop: the only service that runs SQL. Private; reached by Lambda Invoke or with IAM. Each store (src/*\/store) adds its part. */
export type QueryUnpaidOrdersArgs = {
  seconds: Scalars['Int']['input'];
  first: Scalars['Int']['input'];
};

/** The database of the webshop: the only service that runs SQL. Private; reached by Lambda Invoke or with IAM. Each store (src/*\/store) adds its part. */
export type QueryAccountsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['ID']['input']>;
};

/** The database of the webshop: the only service that runs SQL. Private; reached by Lambda Invoke or with IAM. Each store (src/*\/store) adds its part. */
export type QueryReconciliationArgs = {
  provider: Scalars['String']['input'];
};

export type Mutation = {
  /** Finds events that had no effect after so many seconds, and announces them again: each at most so many times, at most so many at once. */
  remindOfStuckEvents: StuckEvents;
  /** Deletes events of the outbox whose effect is there and that are older than so many days; gives how many. */
  forgetEvents: Scalars['Int']['output'];
  /** Books a delivery, or changes it once; announces DeliveryBooked. */
  addDeliveryDataToOrder: Booking;
  /** Frees the place of a cancelled order, whose delivery is never booked again; true when one became free. */
  freeSlot: Scalars['Boolean']['output'];
  /** Claims mails for sending, for so many seconds; a recipient gets at most so many within a day. */
  claimEmails: Array<MailClaimed>;
  /** Notes that mails were sent, so that they never are again. */
  markEmailsSent: Scalars['Boolean']['output'];
  /** Gives claims back at once, for mails that could not be sent. */
  releaseEmails: Scalars['Boolean']['output'];
  /** Keeps claims for so many seconds, for mails that were perhaps sent. The second time such a mail is UNCONFIRMED, and not sent again. */
  holdEmails: Scalars['Boolean']['output'];
  /** Notes that the mail server refused mails for good. */
  markEmailsUndeliverable: Scalars['Boolean']['output'];
  /** Enters sales and credits in the books, each once and for ever. */
  recordLedgerEntries: Array<LedgerRecorded>;
  /** Stores an order, once; a new one announces OrderPlaced. */
  placeOrder: PlacedOrder;
  /** The same for many; an organization gets at most so many orders by invoice within a day (20 where it is not said). */
  placeOrders: Array<PlacedOrder>;
  /** Tells an order a fact, which does to it what the table of statuses says; stocked and paid, it announces OrderDeliverable. */
  updateOrderStatus: StatusChanged;
  updateOrderStatuses: Array<StatusChanged>;
  /** Cancels an open order for an operator; announces OrderCancelled. */
  cancelOrder: OrderCancellation;
  /** Refunds lines, or all that is left, once for each key; announces OrderRefunded, or OrderCancelled where nothing is left. */
  refundOrder: OrderRefund;
  /** Takes the leases of orders whose money is to be settled, for so many seconds; one that another holds is left to him. */
  takeSettlements: Array<SettlementTaken>;
  /** Notes how the money of orders was settled, and gives the leases back; announces PaymentSettled, once for each outcome. */
  noteSettlements: Array<SettlementNoted>;
  /** Gives leases back with nothing noted. */
  releaseSettlements: Scalars['Boolean']['output'];
  /** Notes payments as their provider has them now. */
  notePayments: Scalars['Boolean']['output'];
  /** Notes that the time of these payments is replayed from the archive, under this name. */
  noteReplay: Scalars['Boolean']['output'];
  /** Marks that the money for an order which nobody knows goes back; not where the order is stored, or being settled. */
  letGo: LetGo;
  keepReconciliation: Scalars['Boolean']['output'];
};

export type MutationRemindOfStuckEventsArgs = {
  seconds: Scalars['Int']['input'];
  reminders: Scalars['Int']['input'];
  atOnce: Scalars['Int']['input'];
};

export type MutationForgetEventsArgs = {
  days: Scalars['Int']['input'];
};

export type MutationAddDeliveryDataToOrderArgs = {
  deliveryData: DeliveryData;
};

export type MutationFreeSlotArgs = {
  orderId: Scalars['ID']['input'];
  market: Market;
};

export type MutationClaimEmailsArgs = {
  mails: Array<MailInput>;
  seconds: Scalars['Int']['input'];
  most: Scalars['Int']['input'];
};

export type MutationMarkEmailsSentArgs = {
  mails: Array<MailKey>;
};

export type MutationReleaseEmailsArgs = {
  mails: Array<MailKey>;
};

export type MutationHoldEmailsArgs = {
  mails: Array<MailKey>;
  seconds: Scalars['Int']['input'];
};

export type MutationMarkEmailsUndeliverableArgs = {
  mails: Array<RefusedMail>;
};

export type MutationRecordLedgerEntriesArgs = {
  entries: Array<LedgerEntryInput>;
};

export type MutationPlaceOrderArgs = {
  order: OrderInput;
};

export type MutationPlaceOrdersArgs = {
  orders: Array<OrderInput>;
  invoicesPerDay?: InputMaybe<Scalars['Int']['input']>;
};

export type MutationUpdateOrderStatusArgs = {
  change: StatusChange;
};

export type MutationUpdateOrderStatusesArgs = {
  changes: Array<StatusChange>;
};

export type MutationCancelOrderArgs = {
  orderId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  actor: Scalars['String']['input'];
};

export type MutationRefundOrderArgs = {
  orderId: Scalars['ID']['input'];
  lines?: InputMaybe<Array<LineCountInput>>;
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
  actor: Scalars['String']['input'];
};

export type MutationTakeSettlementsArgs = {
  orders: Array<LeaseInput>;
  seconds: Scalars['Int']['input'];
};

export type MutationNoteSettlementsArgs = {
  settled: Array<SettledInput>;
};

export type MutationReleaseSettlementsArgs = {
  orders: Array<LeaseInput>;
};

export type MutationNotePaymentsArgs = {
  payments: Array<PaymentInput>;
};

export type MutationNoteReplayArgs = {
  paymentIds: Array<Scalars['ID']['input']>;
  replay: Scalars['String']['input'];
};

export type MutationLetGoArgs = {
  orderId: Scalars['ID']['input'];
};

export type MutationKeepReconciliationArgs = {
  provider: Scalars['String']['input'];
  state: ReconciliationInput;
};

export type AnnouncedEvent = {
  eventId: Scalars['ID']['output'];
  event: Scalars['String']['output'];
  correlationId: Scalars['String']['output'];
  createdAt: Scalars['String']['output'];
  publishedAt: Maybe<Scalars['String']['output']>;
  /** True while its effect is missing. */
  stuck: Scalars['Boolean']['output'];
  /** How often it was announced again. */
  reminders: Scalars['Int']['output'];
};

/** stuck counts subjects; outboxAge is how many seconds the oldest event waits that is not known to be announced; events are the next to be announced again. */
export type StuckEvents = {
  stuck: Scalars['Int']['output'];
  outboxAge: Scalars['Float']['output'];
  events: Array<StuckEvent>;
};

export type StuckEvent = {
  event: Scalars['String']['output'];
  eventId: Scalars['ID']['output'];
  subject: Subject;
  subjectId: Scalars['ID']['output'];
  correlationId: Scalars['String']['output'];
  waitedSeconds: Scalars['Int']['output'];
  reminders: Scalars['Int']['output'];
  remindedNow: Scalars['Boolean']['output'];
};

export type TakenSlot = {
  time: Scalars['Float']['output'];
  taken: Scalars['Int']['output'];
};

/** deliveryTime is in ms since 1970. */
export type Delivery = {
  orderId: Scalars['ID']['output'];
  deliveryTime: Scalars['Float']['output'];
  deliveryChanges: Scalars['Int']['output'];
};

export type DeliveryData = {
  orderId: Scalars['ID']['input'];
  deliveryTime: Scalars['Float']['input'];
  /** The time that this one takes the place of; left out, this is the first. */
  replaces?: InputMaybe<Scalars['Float']['input']>;
  /** The markets that offer this time; left out, it is not checked. */
  offeredIn?: InputMaybe<Array<Market>>;
};

export type Booking = {
  orderId: Scalars['ID']['output'];
  deliveryTime: Scalars['Float']['output'];
};

/** A mail that was claimed; sentAt is null until it was sent, serverCode is what the mail server said of one that is UNDELIVERABLE. */
export type Mail = {
  mail: Scalars['String']['output'];
  messageId: Scalars['String']['output'];
  sentAt: Maybe<Scalars['String']['output']>;
  state: MailState;
  serverCode: Maybe<Scalars['Int']['output']>;
};

export type MailState =
  | 'WAITING'
  | 'SENT'
  /** It is no longer true. */
  | 'OBSOLETE'
  /** Its recipient has had too many within a day. */
  | 'CAPPED'
  /** The mail server refused it for good. */
  | 'UNDELIVERABLE'
  /** The mail server's answer was missing twice: it was probably sent, perhaps twice. */
  | 'UNCONFIRMED';

export type MailInput = {
  orderId: Scalars['ID']['input'];
  mail: Scalars['String']['input'];
  messageId: Scalars['String']['input'];
  /** A hash of the address, to count by. */
  recipient?: InputMaybe<Scalars['String']['input']>;
  /** Who claims: asking again with the same id, because the answer was lost, gives the same claim. */
  claim?: InputMaybe<Scalars['ID']['input']>;
  /** An operator wants it sent, though it was given up or is one too many. */
  isInsisted?: InputMaybe<Scalars['Boolean']['input']>;
};

export type MailKey = {
  orderId: Scalars['ID']['input'];
  mail: Scalars['String']['input'];
};

export type RefusedMail = {
  orderId: Scalars['ID']['input'];
  mail: Scalars['String']['input'];
  /** The mail server's answer, 550 say. */
  code: Scalars['Int']['input'];
};

export type Claim =
  'CLAIMED' | 'ALREADY_SENT' | 'BEING_SENT' | 'OBSOLETE' | 'CAPPED' | 'UNDELIVERABLE' | 'UNCONFIRMED';

export type MailClaimed = {
  orderId: Scalars['ID']['output'];
  outcome: Claim;
};

export type LedgerKind = 'SALE' | 'CREDIT';

/** amount is in US cents and never negative; kind says which way it goes. */
export type LedgerEntry = {
  kind: LedgerKind;
  amount: Scalars['Int']['output'];
  reference: Scalars['String']['output'];
  recordedAt: Scalars['String']['output'];
};

/** eventId of the event that is entered; it is missing where an operator enters a sale by hand. */
export type LedgerEntryInput = {
  eventId?: InputMaybe<Scalars['ID']['input']>;
  orderId: Scalars['ID']['input'];
  kind?: InputMaybe<LedgerKind>;
  amount: Scalars['Int']['input'];
  reference: Scalars['String']['input'];
};

export type LedgerOutcome = 'RECORDED' | 'ALREADY_RECORDED' | 'WRONG_AMOUNT' | 'ORDER_NOT_FOUND';

export type LedgerRecorded = {
  orderId: Scalars['ID']['output'];
  outcome: LedgerOutcome;
};

/** An order. totalPrice is in US cents, localPrice in hundredths of currency. The contracts' customer fields belong to it (customerName, …), and other stores add what they know. */
export type Order = {
  orderId: Scalars['ID']['output'];
  status: OrderStatus;
  customerType: CustomerType;
  customerMarket: Market;
  orderedProducts: Scalars['String']['output'];
  lines: Array<OrderLine>;
  totalPrice: Scalars['Int']['output'];
  localPrice: Scalars['Float']['output'];
  currency: Currency;
  orgNumber: Maybe<Scalars['String']['output']>;
  paymentId: Maybe<Scalars['String']['output']>;
  testId: Scalars['Int']['output'];
  createdAt: Scalars['String']['output'];
  paidAt: Maybe<Scalars['String']['output']>;
  /** True where an invoice follows. */
  isInvoiced: Scalars['Boolean']['output'];
  cancelledReason: Maybe<CancelReason>;
  refunds: Array<Refund>;
  history: Array<OrderStep>;
  customerName: Scalars['String']['output'];
  customerEmail: Scalars['String']['output'];
  customerPhone: Scalars['String']['output'];
  customerStreet: Scalars['String']['output'];
  customerCity: Scalars['String']['output'];
  /** The events that the outbox still knows, in the order in which they were written. */
  events: Array<AnnouncedEvent>;
  /** In ms since 1970; null until it is booked. */
  deliveryTime: Maybe<Scalars['Float']['output']>;
  deliveryChanges: Scalars['Int']['output'];
  emails: Array<Mail>;
  /** The entry of its sale, for callers of a release that knew no other. */
  ledgerEntry: Maybe<LedgerEntry>;
  /** All of its entries, the oldest first. */
  ledger: Array<LedgerEntry>;
  /** Every payment that was ever seen for it, the oldest first. */
  payments: Array<Payment>;
};

export type OrderLine = {
  sku: Scalars['String']['output'];
  quantity: Scalars['Int']['output'];
  unitPrice: Scalars['Int']['output'];
  /** How many of them were given back. */
  refunded: Scalars['Int']['output'];
};

/** actor is system, customer, or an operator; a refund repeats the status. */
export type OrderStep = {
  status: OrderStatus;
  at: Scalars['String']['output'];
  actor: Scalars['String']['output'];
  reason: Maybe<Scalars['String']['output']>;
};

export type LineCount = {
  sku: Scalars['String']['output'];
  quantity: Scalars['Int']['output'];
};

/** credit is in US cents, localAmount in hundredths of the order's currency. */
export type Refund = {
  refundId: Scalars['ID']['output'];
  lines: Array<LineCount>;
  credit: Scalars['Int']['output'];
  localAmount: Scalars['Float']['output'];
  reason: Scalars['String']['output'];
  actor: Scalars['String']['output'];
  at: Scalars['String']['output'];
};

export type OrderInput = {
  orderId: Scalars['ID']['input'];
  customerType: CustomerType;
  market: Market;
  products: Scalars['String']['input'];
  lines: Array<OrderLineInput>;
  totalPrice: Scalars['Int']['input'];
  localPrice: Scalars['Float']['input'];
  currency: Currency;
  orgNumber?: InputMaybe<Scalars['String']['input']>;
  paymentId?: InputMaybe<Scalars['String']['input']>;
  /** Missing in orders of a release that charged at once: they are paid. */
  payment?: InputMaybe<PaymentTermsInput>;
  /** Of the Idempotency-Key and the e-mail. */
  keyHash?: InputMaybe<Scalars['String']['input']>;
  testId: Scalars['Int']['input'];
  correlationId: Scalars['String']['input'];
  name: Scalars['String']['input'];
  email: Scalars['String']['input'];
  phone: Scalars['String']['input'];
  street: Scalars['String']['input'];
  city: Scalars['String']['input'];
};

/** How an order is paid: provider is invoice, or has a hold of amount (hundredths of currency). */
export type PaymentTermsInput = {
  provider: Scalars['String']['input'];
  paymentId?: InputMaybe<Scalars['String']['input']>;
  amount?: InputMaybe<Scalars['Float']['input']>;
  currency?: InputMaybe<Currency>;
};

export type LineCountInput = {
  sku: Scalars['String']['input'];
  quantity: Scalars['Int']['input'];
};

export type OrderLineInput = {
  sku: Scalars['String']['input'];
  quantity: Scalars['Int']['input'];
  unitPrice: Scalars['Int']['input'];
};

export type Placement =
  | 'PLACED'
  | 'ALREADY_PLACED'
  /** The id belongs to an order with other contents, which stands. */
  | 'DIFFERENT_ORDER'
  /** The key belongs to an order with other contents: this one is stored, and cancelled. */
  | 'KEY_REUSED'
  /** Its organization has ordered too much by invoice today: it is stored, and cancelled. */
  | 'OVER_LIMIT';

export type PlacedOrder = {
  orderId: Scalars['ID']['output'];
  outcome: Placement;
};

/** payment is what PaymentSettled says. */
export type StatusChange = {
  orderId: Scalars['ID']['input'];
  fact: MovingFact;
  payment?: InputMaybe<PaymentOutcome>;
};

export type StatusOutcome =
  | 'DONE'
  | 'ALREADY_DONE'
  /** The order has ended; a success. */
  | 'OBSOLETE'
  | 'WRONG_STATUS'
  | 'ORDER_NOT_FOUND';

export type StatusChanged = {
  orderId: Scalars['ID']['output'];
  outcome: StatusOutcome;
};

export type CommandOutcome = 'DONE' | 'ALREADY_DONE';

/** money and credit (US cents) only where it was done now. */
export type OrderCancellation = {
  outcome: CommandOutcome;
  money: Maybe<MoneyFate>;
  credit: Maybe<Scalars['Int']['output']>;
};

/** credit is in US cents, localAmount in hundredths of the order's currency; status is the order's now. */
export type OrderRefund = {
  outcome: CommandOutcome;
  refundId: Scalars['ID']['output'];
  lines: Array<LineCount>;
  credit: Scalars['Int']['output'];
  localAmount: Scalars['Float']['output'];
  status: OrderStatus;
};

export type PaymentState = 'authorised' | 'captured' | 'voided' | 'expired';

/** Amounts in hundredths of currency. */
export type Payment = {
  id: Scalars['ID']['output'];
  provider: Scalars['String']['output'];
  amount: Scalars['Float']['output'];
  currency: Scalars['String']['output'];
  state: PaymentState;
  captured: Scalars['Float']['output'];
  refunded: Scalars['Float']['output'];
  createdAt: Scalars['String']['output'];
  history: Array<PaymentStep>;
};

export type PaymentStep = {
  state: PaymentState;
  captured: Scalars['Float']['output'];
  refunded: Scalars['Float']['output'];
  at: Scalars['String']['output'];
};

/** createdAt is in ms since 1970. */
export type PaymentInput = {
  id: Scalars['ID']['input'];
  orderId: Scalars['ID']['input'];
  provider: Scalars['String']['input'];
  amount: Scalars['Float']['input'];
  currency: Scalars['String']['input'];
  state: PaymentState;
  captured: Scalars['Float']['input'];
  refunded: Scalars['Float']['input'];
  createdAt: Scalars['Float']['input'];
};

export type LeaseInput = {
  orderId: Scalars['ID']['input'];
  /** A UUID of whoever takes it. */
  lease: Scalars['ID']['input'];
};

export type Taking = 'TAKEN' | 'BUSY' | 'UNKNOWN';

/** terms as OrderPlaced tells them, as JSON; due in hundredths of the order's currency. */
export type SettlementTaken = {
  orderId: Scalars['ID']['output'];
  outcome: Taking;
  terms: Maybe<Scalars['String']['output']>;
  due: Maybe<Scalars['Float']['output']>;
  isLetGo: Maybe<Scalars['Boolean']['output']>;
};

/** due is what the order owed when it was settled. */
export type SettledInput = {
  orderId: Scalars['ID']['input'];
  lease: Scalars['ID']['input'];
  due: Scalars['Float']['input'];
  outcome?: InputMaybe<PaymentOutcome>;
  payment?: InputMaybe<PaymentInput>;
};

export type Noting =
  | 'NOTED'
  /** The lease had expired and another took it. */
  | 'LOST';

export type SettlementNoted = {
  orderId: Scalars['ID']['output'];
  outcome: Noting;
};

export type PaymentKey = {
  id: Scalars['ID']['input'];
  orderId: Scalars['ID']['input'];
};

export type PaymentStanding = {
  id: Scalars['ID']['output'];
  /** The order that the payment is for; null while none is stored. */
  order: Maybe<OrderToPay>;
  /** The last try to bring the order back, and when that began (ms since 1970). */
  replay: Maybe<Scalars['String']['output']>;
  replayedAt: Maybe<Scalars['Float']['output']>;
};

/** paymentId is that of its terms; isOurs says whether its money is ours to move (a release before charged at once). */
export type OrderToPay = {
  paymentId: Maybe<Scalars['String']['output']>;
  isOurs: Scalars['Boolean']['output'];
  due: Scalars['Float']['output'];
};

export type UnpaidOrder = {
  orderId: Scalars['ID']['output'];
  correlationId: Scalars['String']['output'];
  /** What PaymentSettled has told. */
  announced: Maybe<Scalars['String']['output']>;
};

export type LetGo = 'MARKED' | 'NOT_NOW';

/** due in hundredths of currency, dueUsd in US cents. */
export type Account = {
  orderId: Scalars['ID']['output'];
  status: OrderStatus;
  currency: Scalars['String']['output'];
  due: Scalars['Float']['output'];
  dueUsd: Scalars['Int']['output'];
  testId: Scalars['Int']['output'];
  terms: Maybe<Scalars['String']['output']>;
  isPaid: Scalars['Boolean']['output'];
  ledger: Array<LedgerEntry>;
  emails: Array<Mail>;
};

/** begunAt is in ms since 1970; cursor is null when all was compared. */
export type Reconciliation = {
  begunAt: Scalars['Float']['output'];
  cursor: Maybe<Scalars['String']['output']>;
};

export type ReconciliationInput = {
  begunAt: Scalars['Float']['input'];
  cursor?: InputMaybe<Scalars['String']['input']>;
};

export type ResolverTypeWrapper<T> = Promise<T> | T;

export type Resolver<
  TResult,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<
  TResult,
  TKey extends string,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<
  TTypes,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
> = (parent: TParent, context: TContext, info: GraphQLResolveInfo) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  obj: T,
  context: TContext,
  info: GraphQLResolveInfo,
) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<
  TResult = Record<PropertyKey, never>,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CancelReason: CancelReason;
  Currency: Currency;
  CustomerType: CustomerType;
  Market: Market;
  MoneyFate: MoneyFate;
  MovingFact: MovingFact;
  OrderStatus: OrderStatus;
  PaymentOutcome: PaymentOutcome;
  Subject: Subject;
  Query: ResolverTypeWrapper<unknown>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Mutation: ResolverTypeWrapper<unknown>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  AnnouncedEvent: ResolverTypeWrapper<AnnouncedEvent>;
  StuckEvents: ResolverTypeWrapper<StuckEvents>;
  StuckEvent: ResolverTypeWrapper<StuckEvent>;
  TakenSlot: ResolverTypeWrapper<TakenSlot>;
  Delivery: ResolverTypeWrapper<Delivery>;
  DeliveryData: DeliveryData;
  Booking: ResolverTypeWrapper<Booking>;
  Mail: ResolverTypeWrapper<Mail>;
  MailState: MailState;
  MailInput: MailInput;
  MailKey: MailKey;
  RefusedMail: RefusedMail;
  Claim: Claim;
  MailClaimed: ResolverTypeWrapper<MailClaimed>;
  LedgerKind: LedgerKind;
  LedgerEntry: ResolverTypeWrapper<LedgerEntry>;
  LedgerEntryInput: LedgerEntryInput;
  LedgerOutcome: LedgerOutcome;
  LedgerRecorded: ResolverTypeWrapper<LedgerRecorded>;
  Order: ResolverTypeWrapper<
    Omit<
      Order,
      'events' | 'deliveryTime' | 'deliveryChanges' | 'emails' | 'ledgerEntry' | 'ledger' | 'payments'
    >
  >;
  OrderLine: ResolverTypeWrapper<OrderLine>;
  OrderStep: ResolverTypeWrapper<OrderStep>;
  LineCount: ResolverTypeWrapper<LineCount>;
  Refund: ResolverTypeWrapper<Refund>;
  OrderInput: OrderInput;
  PaymentTermsInput: PaymentTermsInput;
  LineCountInput: LineCountInput;
  OrderLineInput: OrderLineInput;
  Placement: Placement;
  PlacedOrder: ResolverTypeWrapper<PlacedOrder>;
  StatusChange: StatusChange;
  StatusOutcome: StatusOutcome;
  StatusChanged: ResolverTypeWrapper<StatusChanged>;
  CommandOutcome: CommandOutcome;
  OrderCancellation: ResolverTypeWrapper<OrderCancellation>;
  OrderRefund: ResolverTypeWrapper<OrderRefund>;
  PaymentState: PaymentState;
  Payment: ResolverTypeWrapper<Payment>;
  PaymentStep: ResolverTypeWrapper<PaymentStep>;
  PaymentInput: PaymentInput;
  LeaseInput: LeaseInput;
  Taking: Taking;
  SettlementTaken: ResolverTypeWrapper<SettlementTaken>;
  SettledInput: SettledInput;
  Noting: Noting;
  SettlementNoted: ResolverTypeWrapper<SettlementNoted>;
  PaymentKey: PaymentKey;
  PaymentStanding: ResolverTypeWrapper<PaymentStanding>;
  OrderToPay: ResolverTypeWrapper<OrderToPay>;
  UnpaidOrder: ResolverTypeWrapper<UnpaidOrder>;
  LetGo: LetGo;
  Account: ResolverTypeWrapper<Omit<Account, 'ledger' | 'emails'>>;
  Reconciliation: ResolverTypeWrapper<Reconciliation>;
  ReconciliationInput: ReconciliationInput;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: unknown;
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  Mutation: unknown;
  Boolean: Scalars['Boolean']['output'];
  AnnouncedEvent: AnnouncedEvent;
  StuckEvents: StuckEvents;
  StuckEvent: StuckEvent;
  TakenSlot: TakenSlot;
  Delivery: Delivery;
  DeliveryData: DeliveryData;
  Booking: Booking;
  Mail: Mail;
  MailInput: MailInput;
  MailKey: MailKey;
  RefusedMail: RefusedMail;
  MailClaimed: MailClaimed;
  LedgerEntry: LedgerEntry;
  LedgerEntryInput: LedgerEntryInput;
  LedgerRecorded: LedgerRecorded;
  Order: Omit<
    Order,
    'events' | 'deliveryTime' | 'deliveryChanges' | 'emails' | 'ledgerEntry' | 'ledger' | 'payments'
  >;
  OrderLine: OrderLine;
  OrderStep: OrderStep;
  LineCount: LineCount;
  Refund: Refund;
  OrderInput: OrderInput;
  PaymentTermsInput: PaymentTermsInput;
  LineCountInput: LineCountInput;
  OrderLineInput: OrderLineInput;
  PlacedOrder: PlacedOrder;
  StatusChange: StatusChange;
  StatusChanged: StatusChanged;
  OrderCancellation: OrderCancellation;
  OrderRefund: OrderRefund;
  Payment: Payment;
  PaymentStep: PaymentStep;
  PaymentInput: PaymentInput;
  LeaseInput: LeaseInput;
  SettlementTaken: SettlementTaken;
  SettledInput: SettledInput;
  SettlementNoted: SettlementNoted;
  PaymentKey: PaymentKey;
  PaymentStanding: PaymentStanding;
  OrderToPay: OrderToPay;
  UnpaidOrder: UnpaidOrder;
  Account: Omit<Account, 'ledger' | 'emails'>;
  Reconciliation: Reconciliation;
  ReconciliationInput: ReconciliationInput;
};

export type CancelReasonResolvers = EnumResolverSignature<
  {
    PAYMENT_FAILED?: any;
    UNAVAILABLE?: any;
    BY_CUSTOMER?: any;
    BY_OPERATOR?: any;
    KEY_REUSED?: any;
    OVER_LIMIT?: any;
  },
  ResolversTypes['CancelReason']
>;

export type CurrencyResolvers = EnumResolverSignature<{ USD?: any; MXN?: any }, ResolversTypes['Currency']>;

export type CustomerTypeResolvers = EnumResolverSignature<
  { B2C?: any; B2B?: any },
  ResolversTypes['CustomerType']
>;

export type MarketResolvers = EnumResolverSignature<{ US?: any; MX?: any }, ResolversTypes['Market']>;

export type MoneyFateResolvers = EnumResolverSignature<
  { NOTHING_CHARGED?: any; ALL_GOES_BACK?: any; MONEY_BACK?: any; INVOICE_CREDITED?: any },
  ResolversTypes['MoneyFate']
>;

export type MovingFactResolvers = EnumResolverSignature<
  { StockCreated?: any; DeliveryBooked?: any; PaymentSettled?: any },
  ResolversTypes['MovingFact']
>;

export type OrderStatusResolvers = EnumResolverSignature<
  { PLACED?: any; STOCKED?: any; DELIVERY_BOOKED?: any; DELIVERED?: any; COMPLETED?: any; CANCELLED?: any },
  ResolversTypes['OrderStatus']
>;

export type PaymentOutcomeResolvers = EnumResolverSignature<
  { CAPTURED?: any; NOT_DUE?: any; REFUSED?: any },
  ResolversTypes['PaymentOutcome']
>;

export type SubjectResolvers = EnumResolverSignature<{ order?: any }, ResolversTypes['Subject']>;

export type QueryResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = {
  takenSlots?: Resolver<
    Array<ResolversTypes['TakenSlot']>,
    ParentType,
    ContextType,
    RequireFields<QueryTakenSlotsArgs, 'market' | 'from'>
  >;
  deliveries?: Resolver<
    Array<ResolversTypes['Delivery']>,
    ParentType,
    ContextType,
    RequireFields<QueryDeliveriesArgs, 'orderIds'>
  >;
  getOrder?: Resolver<
    Maybe<ResolversTypes['Order']>,
    ParentType,
    ContextType,
    RequireFields<QueryGetOrderArgs, 'id'>
  >;
  getOrders?: Resolver<
    Array<ResolversTypes['Order']>,
    ParentType,
    ContextType,
    RequireFields<QueryGetOrdersArgs, 'ids'>
  >;
  getAllTestOrders?: Resolver<
    Array<ResolversTypes['Order']>,
    ParentType,
    ContextType,
    RequireFields<QueryGetAllTestOrdersArgs, 'testId' | 'first'>
  >;
  paymentStandings?: Resolver<
    Array<ResolversTypes['PaymentStanding']>,
    ParentType,
    ContextType,
    RequireFields<QueryPaymentStandingsArgs, 'payments'>
  >;
  unpaidOrders?: Resolver<
    Array<ResolversTypes['UnpaidOrder']>,
    ParentType,
    ContextType,
    RequireFields<QueryUnpaidOrdersArgs, 'seconds' | 'first'>
  >;
  accounts?: Resolver<
    Array<ResolversTypes['Account']>,
    ParentType,
    ContextType,
    RequireFields<QueryAccountsArgs, 'first'>
  >;
  reconciliation?: Resolver<
    Maybe<ResolversTypes['Reconciliation']>,
    ParentType,
    ContextType,
    RequireFields<QueryReconciliationArgs, 'provider'>
  >;
};

export type MutationResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  remindOfStuckEvents?: Resolver<
    ResolversTypes['StuckEvents'],
    ParentType,
    ContextType,
    RequireFields<MutationRemindOfStuckEventsArgs, 'seconds' | 'reminders' | 'atOnce'>
  >;
  forgetEvents?: Resolver<
    ResolversTypes['Int'],
    ParentType,
    ContextType,
    RequireFields<MutationForgetEventsArgs, 'days'>
  >;
  addDeliveryDataToOrder?: Resolver<
    ResolversTypes['Booking'],
    ParentType,
    ContextType,
    RequireFields<MutationAddDeliveryDataToOrderArgs, 'deliveryData'>
  >;
  freeSlot?: Resolver<
    ResolversTypes['Boolean'],
    ParentType,
    ContextType,
    RequireFields<MutationFreeSlotArgs, 'orderId' | 'market'>
  >;
  claimEmails?: Resolver<
    Array<ResolversTypes['MailClaimed']>,
    ParentType,
    ContextType,
    RequireFields<MutationClaimEmailsArgs, 'mails' | 'seconds' | 'most'>
  >;
  markEmailsSent?: Resolver<
    ResolversTypes['Boolean'],
    ParentType,
    ContextType,
    RequireFields<MutationMarkEmailsSentArgs, 'mails'>
  >;
  releaseEmails?: Resolver<
    ResolversTypes['Boolean'],
    ParentType,
    ContextType,
    RequireFields<MutationReleaseEmailsArgs, 'mails'>
  >;
  holdEmails?: Resolver<
    ResolversTypes['Boolean'],
    ParentType,
    ContextType,
    RequireFields<MutationHoldEmailsArgs, 'mails' | 'seconds'>
  >;
  markEmailsUndeliverable?: Resolver<
    ResolversTypes['Boolean'],
    ParentType,
    ContextType,
    RequireFields<MutationMarkEmailsUndeliverableArgs, 'mails'>
  >;
  recordLedgerEntries?: Resolver<
    Array<ResolversTypes['LedgerRecorded']>,
    ParentType,
    ContextType,
    RequireFields<MutationRecordLedgerEntriesArgs, 'entries'>
  >;
  placeOrder?: Resolver<
    ResolversTypes['PlacedOrder'],
    ParentType,
    ContextType,
    RequireFields<MutationPlaceOrderArgs, 'order'>
  >;
  placeOrders?: Resolver<
    Array<ResolversTypes['PlacedOrder']>,
    ParentType,
    ContextType,
    RequireFields<MutationPlaceOrdersArgs, 'orders'>
  >;
  updateOrderStatus?: Resolver<
    ResolversTypes['StatusChanged'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateOrderStatusArgs, 'change'>
  >;
  updateOrderStatuses?: Resolver<
    Array<ResolversTypes['StatusChanged']>,
    ParentType,
    ContextType,
    RequireFields<MutationUpdateOrderStatusesArgs, 'changes'>
  >;
  cancelOrder?: Resolver<
    ResolversTypes['OrderCancellation'],
    ParentType,
    ContextType,
    RequireFields<MutationCancelOrderArgs, 'orderId' | 'reason' | 'actor'>
  >;
  refundOrder?: Resolver<
    ResolversTypes['OrderRefund'],
    ParentType,
    ContextType,
    RequireFields<MutationRefundOrderArgs, 'orderId' | 'reason' | 'idempotencyKey' | 'actor'>
  >;
  takeSettlements?: Resolver<
    Array<ResolversTypes['SettlementTaken']>,
    ParentType,
    ContextType,
    RequireFields<MutationTakeSettlementsArgs, 'orders' | 'seconds'>
  >;
  noteSettlements?: Resolver<
    Array<ResolversTypes['SettlementNoted']>,
    ParentType,
    ContextType,
    RequireFields<MutationNoteSettlementsArgs, 'settled'>
  >;
  releaseSettlements?: Resolver<
    ResolversTypes['Boolean'],
    ParentType,
    ContextType,
    RequireFields<MutationReleaseSettlementsArgs, 'orders'>
  >;
  notePayments?: Resolver<
    ResolversTypes['Boolean'],
    ParentType,
    ContextType,
    RequireFields<MutationNotePaymentsArgs, 'payments'>
  >;
  noteReplay?: Resolver<
    ResolversTypes['Boolean'],
    ParentType,
    ContextType,
    RequireFields<MutationNoteReplayArgs, 'paymentIds' | 'replay'>
  >;
  letGo?: Resolver<
    ResolversTypes['LetGo'],
    ParentType,
    ContextType,
    RequireFields<MutationLetGoArgs, 'orderId'>
  >;
  keepReconciliation?: Resolver<
    ResolversTypes['Boolean'],
    ParentType,
    ContextType,
    RequireFields<MutationKeepReconciliationArgs, 'provider' | 'state'>
  >;
};

export type AnnouncedEventResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['AnnouncedEvent'] = ResolversParentTypes['AnnouncedEvent'],
> = {
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  correlationId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stuck?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reminders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StuckEventsResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['StuckEvents'] = ResolversParentTypes['StuckEvents'],
> = {
  stuck?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outboxAge?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['StuckEvent']>, ParentType, ContextType>;
};

export type StuckEventResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['StuckEvent'] = ResolversParentTypes['StuckEvent'],
> = {
  event?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['Subject'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  correlationId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  waitedSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reminders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  remindedNow?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type TakenSlotResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['TakenSlot'] = ResolversParentTypes['TakenSlot'],
> = {
  time?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  taken?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeliveryResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Delivery'] = ResolversParentTypes['Delivery'],
> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  deliveryTime?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  deliveryChanges?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BookingResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Booking'] = ResolversParentTypes['Booking'],
> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  deliveryTime?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MailResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Mail'] = ResolversParentTypes['Mail'],
> = {
  mail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  messageId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sentAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['MailState'], ParentType, ContextType>;
  serverCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MailClaimedResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MailClaimed'] = ResolversParentTypes['MailClaimed'],
> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['Claim'], ParentType, ContextType>;
};

export type LedgerEntryResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['LedgerEntry'] = ResolversParentTypes['LedgerEntry'],
> = {
  kind?: Resolver<ResolversTypes['LedgerKind'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LedgerRecordedResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['LedgerRecorded'] = ResolversParentTypes['LedgerRecorded'],
> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['LedgerOutcome'], ParentType, ContextType>;
};

export type OrderResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'],
> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  customerType?: Resolver<ResolversTypes['CustomerType'], ParentType, ContextType>;
  customerMarket?: Resolver<ResolversTypes['Market'], ParentType, ContextType>;
  orderedProducts?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  totalPrice?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  localPrice?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
  orgNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  paymentId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  testId?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  paidAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isInvoiced?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cancelledReason?: Resolver<Maybe<ResolversTypes['CancelReason']>, ParentType, ContextType>;
  refunds?: Resolver<Array<ResolversTypes['Refund']>, ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['OrderStep']>, ParentType, ContextType>;
  customerName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customerEmail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customerPhone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customerStreet?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customerCity?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['AnnouncedEvent']>, ParentType, ContextType>;
  deliveryTime?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  deliveryChanges?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  emails?: Resolver<Array<ResolversTypes['Mail']>, ParentType, ContextType>;
  ledgerEntry?: Resolver<Maybe<ResolversTypes['LedgerEntry']>, ParentType, ContextType>;
  ledger?: Resolver<Array<ResolversTypes['LedgerEntry']>, ParentType, ContextType>;
  payments?: Resolver<Array<ResolversTypes['Payment']>, ParentType, ContextType>;
};

export type OrderLineResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine'],
> = {
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderStepResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['OrderStep'] = ResolversParentTypes['OrderStep'],
> = {
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LineCountResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['LineCount'] = ResolversParentTypes['LineCount'],
> = {
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RefundResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund'],
> = {
  refundId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['LineCount']>, ParentType, ContextType>;
  credit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  localAmount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlacedOrderResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['PlacedOrder'] = ResolversParentTypes['PlacedOrder'],
> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['Placement'], ParentType, ContextType>;
};

export type StatusChangedResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['StatusChanged'] = ResolversParentTypes['StatusChanged'],
> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['StatusOutcome'], ParentType, ContextType>;
};

export type OrderCancellationResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['OrderCancellation'] = ResolversParentTypes['OrderCancellation'],
> = {
  outcome?: Resolver<ResolversTypes['CommandOutcome'], ParentType, ContextType>;
  money?: Resolver<Maybe<ResolversTypes['MoneyFate']>, ParentType, ContextType>;
  credit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OrderRefundResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['OrderRefund'] = ResolversParentTypes['OrderRefund'],
> = {
  outcome?: Resolver<ResolversTypes['CommandOutcome'], ParentType, ContextType>;
  refundId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['LineCount']>, ParentType, ContextType>;
  credit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  localAmount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
};

export type PaymentResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PaymentState'], ParentType, ContextType>;
  captured?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['PaymentStep']>, ParentType, ContextType>;
};

export type PaymentStepResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['PaymentStep'] = ResolversParentTypes['PaymentStep'],
> = {
  state?: Resolver<ResolversTypes['PaymentState'], ParentType, ContextType>;
  captured?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SettlementTakenResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SettlementTaken'] = ResolversParentTypes['SettlementTaken'],
> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['Taking'], ParentType, ContextType>;
  terms?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  due?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  isLetGo?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type SettlementNotedResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SettlementNoted'] = ResolversParentTypes['SettlementNoted'],
> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['Noting'], ParentType, ContextType>;
};

export type PaymentStandingResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['PaymentStanding'] = ResolversParentTypes['PaymentStanding'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['OrderToPay']>, ParentType, ContextType>;
  replay?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  replayedAt?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type OrderToPayResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['OrderToPay'] = ResolversParentTypes['OrderToPay'],
> = {
  paymentId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isOurs?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  due?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type UnpaidOrderResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['UnpaidOrder'] = ResolversParentTypes['UnpaidOrder'],
> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  correlationId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  announced?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AccountResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'],
> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  due?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  dueUsd?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  testId?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  terms?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isPaid?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ledger?: Resolver<Array<ResolversTypes['LedgerEntry']>, ParentType, ContextType>;
  emails?: Resolver<Array<ResolversTypes['Mail']>, ParentType, ContextType>;
};

export type ReconciliationResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Reconciliation'] = ResolversParentTypes['Reconciliation'],
> = {
  begunAt?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = unknown> = {
  CancelReason?: CancelReasonResolvers;
  Currency?: CurrencyResolvers;
  CustomerType?: CustomerTypeResolvers;
  Market?: MarketResolvers;
  MoneyFate?: MoneyFateResolvers;
  MovingFact?: MovingFactResolvers;
  OrderStatus?: OrderStatusResolvers;
  PaymentOutcome?: PaymentOutcomeResolvers;
  Subject?: SubjectResolvers;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  AnnouncedEvent?: AnnouncedEventResolvers<ContextType>;
  StuckEvents?: StuckEventsResolvers<ContextType>;
  StuckEvent?: StuckEventResolvers<ContextType>;
  TakenSlot?: TakenSlotResolvers<ContextType>;
  Delivery?: DeliveryResolvers<ContextType>;
  Booking?: BookingResolvers<ContextType>;
  Mail?: MailResolvers<ContextType>;
  MailClaimed?: MailClaimedResolvers<ContextType>;
  LedgerEntry?: LedgerEntryResolvers<ContextType>;
  LedgerRecorded?: LedgerRecordedResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  OrderStep?: OrderStepResolvers<ContextType>;
  LineCount?: LineCountResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  PlacedOrder?: PlacedOrderResolvers<ContextType>;
  StatusChanged?: StatusChangedResolvers<ContextType>;
  OrderCancellation?: OrderCancellationResolvers<ContextType>;
  OrderRefund?: OrderRefundResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentStep?: PaymentStepResolvers<ContextType>;
  SettlementTaken?: SettlementTakenResolvers<ContextType>;
  SettlementNoted?: SettlementNotedResolvers<ContextType>;
  PaymentStanding?: PaymentStandingResolvers<ContextType>;
  OrderToPay?: OrderToPayResolvers<ContextType>;
  UnpaidOrder?: UnpaidOrderResolvers<ContextType>;
  Account?: AccountResolvers<ContextType>;
  Reconciliation?: ReconciliationResolvers<ContextType>;
};

/** The resolvers that must be there: of each query and mutation, and of each field that an extension adds. */
export type NeededResolvers = {
  Query: Required<QueryResolvers>;
  Mutation: Required<MutationResolvers>;
  Order: Required<
    Pick<
      OrderResolvers,
      'events' | 'deliveryTime' | 'deliveryChanges' | 'emails' | 'ledgerEntry' | 'ledger' | 'payments'
    >
  >;
  Account: Required<Pick<AccountResolvers, 'ledger' | 'emails'>>;
};
