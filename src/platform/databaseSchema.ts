// Made by `npm run docs` from the private schema and the queries in the code: don't edit.
/* eslint-disable */
import type { Currency } from '../contracts/fields.ts';
import type { CustomerType } from '../contracts/fields.ts';
import type { Market } from '../contracts/fields.ts';
import type { OrderStatus } from '../contracts/fields.ts';
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
  /** One order with all that belongs to it; null for an unknown id. */
  getOrder: Maybe<Order>;
  /** The orders of one test run, ordered by id; the next page begins after the last id. */
  getAllTestOrders: Array<Order>;
};

/** The database of the webshop: the only service that runs SQL. Private; reached by Lambda Invoke or with IAM. Each store (src/*\/store) adds its part. */
export type QueryTakenSlotsArgs = {
  market: Market;
  from: Scalars['Float']['input'];
};

/** The database of the webshop: the only service that runs SQL. Private; reached by Lambda Invoke or with IAM. Each store (src/*\/store) adds its part. */
export type QueryGetOrderArgs = {
  id: Scalars['ID']['input'];
};

/** The database of the webshop: the only service that runs SQL. Private; reached by Lambda Invoke or with IAM. Each store (src/*\/store) adds its part. */
export type QueryGetAllTestOrdersArgs = {
  testId: Scalars['Int']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['ID']['input']>;
};

export type Mutation = {
  /** Finds events that had no effect within their limit, and announces them again: each at most so many times, at most so many at once. */
  remindOfStuckEvents: StuckEvents;
  /** Deletes events of the outbox whose effect is there and that are older than so many days; gives how many. */
  forgetEvents: Scalars['Int']['output'];
  /** Books a delivery, or changes it once; announces DeliveryBooked. */
  addDeliveryDataToOrder: Booking;
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
  /** Enters orders in the books, each once and for ever. */
  recordLedgerEntries: Array<LedgerRecorded>;
  /** Stores an order, once; a new one announces OrderPlaced. */
  placeOrder: PlacedOrder;
  placeOrders: Array<PlacedOrder>;
  /** Moves an order as the table of statuses allows; STOCKED announces OrderDeliverable. */
  updateOrderStatus: StatusChanged;
  updateOrderStatuses: Array<StatusChanged>;
};

export type MutationRemindOfStuckEventsArgs = {
  limits: Array<WaitLimit>;
  reminders: Scalars['Int']['input'];
  atOnce: Scalars['Int']['input'];
};

export type MutationForgetEventsArgs = {
  days: Scalars['Int']['input'];
};

export type MutationAddDeliveryDataToOrderArgs = {
  deliveryData: DeliveryData;
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
};

export type MutationUpdateOrderStatusArgs = {
  id: Scalars['ID']['input'];
  status: OrderStatus;
};

export type MutationUpdateOrderStatusesArgs = {
  changes: Array<StatusChange>;
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

export type OutboxEvent =
  'OrderPlaced' | 'OrderDeliverable' | 'DeliveryBooked' | 'OrderCancelled' | 'OrderRefunded';

export type WaitLimit = {
  event: OutboxEvent;
  seconds: Scalars['Int']['input'];
};

/** What an event is about. */
export type Subject = 'order';

/** stuck counts subjects; outboxAge is how many seconds the oldest event waits that is not known to be announced; events are the next to be announced again. */
export type StuckEvents = {
  stuck: Scalars['Int']['output'];
  outboxAge: Scalars['Float']['output'];
  events: Array<StuckEvent>;
};

export type StuckEvent = {
  event: OutboxEvent;
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

export type DeliveryData = {
  orderId: Scalars['ID']['input'];
  deliveryTime: Scalars['Float']['input'];
  /** The markets that offer this time; left out, it is not checked. */
  offeredIn?: InputMaybe<Array<Market>>;
  /** True: an order that has a delivery time keeps it. */
  isFirst?: InputMaybe<Scalars['Boolean']['input']>;
};

export type Booking = {
  orderId: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  email: Scalars['String']['output'];
  phone: Scalars['String']['output'];
  street: Scalars['String']['output'];
  city: Scalars['String']['output'];
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

export type LedgerEntry = {
  amount: Scalars['Int']['output'];
  reference: Scalars['String']['output'];
  recordedAt: Scalars['String']['output'];
};

export type LedgerEntryInput = {
  orderId: Scalars['ID']['input'];
  amount: Scalars['Int']['input'];
  reference: Scalars['String']['input'];
};

export type LedgerOutcome = 'RECORDED' | 'ALREADY_RECORDED' | 'WRONG_AMOUNT' | 'ORDER_NOT_FOUND';

export type LedgerRecorded = {
  orderId: Scalars['ID']['output'];
  outcome: LedgerOutcome;
};

/** An order. totalPrice is in US cents, localPrice in hundredths of currency. Other stores add what they know of it. */
export type Order = {
  orderId: Scalars['ID']['output'];
  status: OrderStatus;
  customerName: Scalars['String']['output'];
  customerEmail: Scalars['String']['output'];
  customerPhone: Scalars['String']['output'];
  customerStreet: Scalars['String']['output'];
  customerCity: Scalars['String']['output'];
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
  history: Array<OrderStep>;
  /** The events that the outbox still knows, in the order in which they were written. */
  events: Array<AnnouncedEvent>;
  /** In ms since 1970; null until it is booked. */
  deliveryTime: Maybe<Scalars['Float']['output']>;
  deliveryChanges: Scalars['Int']['output'];
  emails: Array<Mail>;
  ledgerEntry: Maybe<LedgerEntry>;
};

export type OrderLine = {
  sku: Scalars['String']['output'];
  quantity: Scalars['Int']['output'];
  unitPrice: Scalars['Int']['output'];
};

export type OrderStep = {
  status: OrderStatus;
  at: Scalars['String']['output'];
};

export type OrderInput = {
  orderId: Scalars['ID']['input'];
  name: Scalars['String']['input'];
  email: Scalars['String']['input'];
  phone: Scalars['String']['input'];
  street: Scalars['String']['input'];
  city: Scalars['String']['input'];
  customerType: CustomerType;
  market: Market;
  products: Scalars['String']['input'];
  lines: Array<OrderLineInput>;
  totalPrice: Scalars['Int']['input'];
  localPrice: Scalars['Float']['input'];
  currency: Currency;
  orgNumber?: InputMaybe<Scalars['String']['input']>;
  paymentId?: InputMaybe<Scalars['String']['input']>;
  testId?: InputMaybe<Scalars['Int']['input']>;
  correlationId: Scalars['String']['input'];
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
  | 'DIFFERENT_ORDER';

export type PlacedOrder = {
  orderId: Scalars['ID']['output'];
  outcome: Placement;
};

export type StatusChange = {
  orderId: Scalars['ID']['input'];
  status: OrderStatus;
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
  Currency: Currency;
  CustomerType: CustomerType;
  Market: Market;
  OrderStatus: OrderStatus;
  Query: ResolverTypeWrapper<unknown>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Mutation: ResolverTypeWrapper<unknown>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  AnnouncedEvent: ResolverTypeWrapper<AnnouncedEvent>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  OutboxEvent: OutboxEvent;
  WaitLimit: WaitLimit;
  Subject: Subject;
  StuckEvents: ResolverTypeWrapper<StuckEvents>;
  StuckEvent: ResolverTypeWrapper<StuckEvent>;
  TakenSlot: ResolverTypeWrapper<TakenSlot>;
  DeliveryData: DeliveryData;
  Booking: ResolverTypeWrapper<Booking>;
  Mail: ResolverTypeWrapper<Mail>;
  MailState: MailState;
  MailInput: MailInput;
  MailKey: MailKey;
  RefusedMail: RefusedMail;
  Claim: Claim;
  MailClaimed: ResolverTypeWrapper<MailClaimed>;
  LedgerEntry: ResolverTypeWrapper<LedgerEntry>;
  LedgerEntryInput: LedgerEntryInput;
  LedgerOutcome: LedgerOutcome;
  LedgerRecorded: ResolverTypeWrapper<LedgerRecorded>;
  Order: ResolverTypeWrapper<
    Omit<Order, 'events' | 'deliveryTime' | 'deliveryChanges' | 'emails' | 'ledgerEntry'>
  >;
  OrderLine: ResolverTypeWrapper<OrderLine>;
  OrderStep: ResolverTypeWrapper<OrderStep>;
  OrderInput: OrderInput;
  OrderLineInput: OrderLineInput;
  Placement: Placement;
  PlacedOrder: ResolverTypeWrapper<PlacedOrder>;
  StatusChange: StatusChange;
  StatusOutcome: StatusOutcome;
  StatusChanged: ResolverTypeWrapper<StatusChanged>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: unknown;
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  Mutation: unknown;
  Boolean: Scalars['Boolean']['output'];
  AnnouncedEvent: AnnouncedEvent;
  String: Scalars['String']['output'];
  WaitLimit: WaitLimit;
  StuckEvents: StuckEvents;
  StuckEvent: StuckEvent;
  TakenSlot: TakenSlot;
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
  Order: Omit<Order, 'events' | 'deliveryTime' | 'deliveryChanges' | 'emails' | 'ledgerEntry'>;
  OrderLine: OrderLine;
  OrderStep: OrderStep;
  OrderInput: OrderInput;
  OrderLineInput: OrderLineInput;
  PlacedOrder: PlacedOrder;
  StatusChange: StatusChange;
  StatusChanged: StatusChanged;
};

export type CurrencyResolvers = EnumResolverSignature<{ USD?: any; MXN?: any }, ResolversTypes['Currency']>;

export type CustomerTypeResolvers = EnumResolverSignature<
  { B2C?: any; B2B?: any },
  ResolversTypes['CustomerType']
>;

export type MarketResolvers = EnumResolverSignature<{ US?: any; MX?: any }, ResolversTypes['Market']>;

export type OrderStatusResolvers = EnumResolverSignature<
  { PLACED?: any; STOCKED?: any; DELIVERY_BOOKED?: any; DELIVERED?: any; COMPLETED?: any; CANCELLED?: any },
  ResolversTypes['OrderStatus']
>;

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
  getOrder?: Resolver<
    Maybe<ResolversTypes['Order']>,
    ParentType,
    ContextType,
    RequireFields<QueryGetOrderArgs, 'id'>
  >;
  getAllTestOrders?: Resolver<
    Array<ResolversTypes['Order']>,
    ParentType,
    ContextType,
    RequireFields<QueryGetAllTestOrdersArgs, 'testId' | 'first'>
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
    RequireFields<MutationRemindOfStuckEventsArgs, 'limits' | 'reminders' | 'atOnce'>
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
    RequireFields<MutationUpdateOrderStatusArgs, 'id' | 'status'>
  >;
  updateOrderStatuses?: Resolver<
    Array<ResolversTypes['StatusChanged']>,
    ParentType,
    ContextType,
    RequireFields<MutationUpdateOrderStatusesArgs, 'changes'>
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
  event?: Resolver<ResolversTypes['OutboxEvent'], ParentType, ContextType>;
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

export type BookingResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Booking'] = ResolversParentTypes['Booking'],
> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  street?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  customerName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customerEmail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customerPhone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customerStreet?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customerCity?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  history?: Resolver<Array<ResolversTypes['OrderStep']>, ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['AnnouncedEvent']>, ParentType, ContextType>;
  deliveryTime?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  deliveryChanges?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  emails?: Resolver<Array<ResolversTypes['Mail']>, ParentType, ContextType>;
  ledgerEntry?: Resolver<Maybe<ResolversTypes['LedgerEntry']>, ParentType, ContextType>;
};

export type OrderLineResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine'],
> = {
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderStepResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['OrderStep'] = ResolversParentTypes['OrderStep'],
> = {
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
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

export type Resolvers<ContextType = unknown> = {
  Currency?: CurrencyResolvers;
  CustomerType?: CustomerTypeResolvers;
  Market?: MarketResolvers;
  OrderStatus?: OrderStatusResolvers;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  AnnouncedEvent?: AnnouncedEventResolvers<ContextType>;
  StuckEvents?: StuckEventsResolvers<ContextType>;
  StuckEvent?: StuckEventResolvers<ContextType>;
  TakenSlot?: TakenSlotResolvers<ContextType>;
  Booking?: BookingResolvers<ContextType>;
  Mail?: MailResolvers<ContextType>;
  MailClaimed?: MailClaimedResolvers<ContextType>;
  LedgerEntry?: LedgerEntryResolvers<ContextType>;
  LedgerRecorded?: LedgerRecordedResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  OrderStep?: OrderStepResolvers<ContextType>;
  PlacedOrder?: PlacedOrderResolvers<ContextType>;
  StatusChanged?: StatusChangedResolvers<ContextType>;
};

/** The resolvers that must be there: of each query and mutation, and of each field that an extension adds. */
export type NeededResolvers = {
  Query: Required<QueryResolvers>;
  Mutation: Required<MutationResolvers>;
  Order: Required<
    Pick<OrderResolvers, 'events' | 'deliveryTime' | 'deliveryChanges' | 'emails' | 'ledgerEntry'>
  >;
};
