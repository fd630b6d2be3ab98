// Made by `npm run docs` from the private schema and the queries in the code: don't edit.
/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Currency } from '../contracts/fields.ts';
import type { CustomerType } from '../contracts/fields.ts';
import type { Market } from '../contracts/fields.ts';
import type { OrderStatus } from '../contracts/fields.ts';

export type OutboxEvent =
  'OrderPlaced' | 'OrderDeliverable' | 'DeliveryBooked' | 'OrderCancelled' | 'OrderRefunded';

export type WaitLimit = {
  readonly event: OutboxEvent;
  readonly seconds: number;
};

/** What an event is about. */
export type Subject = 'order';

export type DeliveryData = {
  readonly orderId: string;
  readonly deliveryTime: number;
  /** The markets that offer this time; left out, it is not checked. */
  readonly offeredIn?: ReadonlyArray<Market> | null | undefined;
  /** True: an order that has a delivery time keeps it. */
  readonly isFirst?: boolean | null | undefined;
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
  readonly orderId: string;
  readonly mail: string;
  readonly messageId: string;
  /** A hash of the address, to count by. */
  readonly recipient?: string | null | undefined;
  /** An operator wants it sent, though it was given up or is one too many. */
  readonly isInsisted?: boolean | null | undefined;
};

export type MailKey = {
  readonly orderId: string;
  readonly mail: string;
};

export type RefusedMail = {
  readonly orderId: string;
  readonly mail: string;
  /** The mail server's answer, 550 say. */
  readonly code: number;
};

export type Claim =
  'CLAIMED' | 'ALREADY_SENT' | 'BEING_SENT' | 'OBSOLETE' | 'CAPPED' | 'UNDELIVERABLE' | 'UNCONFIRMED';

export type LedgerEntryInput = {
  readonly orderId: string;
  readonly amount: number;
  readonly reference: string;
};

export type LedgerOutcome = 'RECORDED' | 'ALREADY_RECORDED' | 'WRONG_AMOUNT' | 'ORDER_NOT_FOUND';

export type OrderInput = {
  readonly orderId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly customerType: CustomerType;
  readonly market: Market;
  readonly products: string;
  readonly lines: ReadonlyArray<OrderLineInput>;
  readonly totalPrice: number;
  readonly localPrice: number;
  readonly currency: Currency;
  readonly orgNumber?: string | null | undefined;
  readonly paymentId?: string | null | undefined;
  readonly testId?: number | null | undefined;
  readonly correlationId: string;
};

export type OrderLineInput = {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice: number;
};

export type Placement =
  | 'PLACED'
  | 'ALREADY_PLACED'
  /** The id belongs to an order with other contents, which stands. */
  | 'DIFFERENT_ORDER';

export type StatusChange = {
  readonly orderId: string;
  readonly status: OrderStatus;
};

export type StatusOutcome =
  | 'DONE'
  | 'ALREADY_DONE'
  /** The order has ended; a success. */
  | 'OBSOLETE'
  | 'WRONG_STATUS'
  | 'ORDER_NOT_FOUND';

export type AnyOrderQueryVariables = Exact<{
  id: string;
}>;

export type AnyOrderQuery = { readonly getOrder: { readonly status: OrderStatus } | null };

export type TestOrdersWholeQueryVariables = Exact<{
  testId: number;
}>;

export type TestOrdersWholeQuery = {
  readonly getAllTestOrders: ReadonlyArray<{
    readonly orderId: string;
    readonly status: OrderStatus;
    readonly deliveryTime: number | null;
    readonly deliveryChanges: number;
    readonly lines: ReadonlyArray<{ readonly sku: string }>;
    readonly history: ReadonlyArray<{ readonly status: OrderStatus }>;
    readonly ledgerEntry: { readonly amount: number } | null;
    readonly emails: ReadonlyArray<{ readonly mail: string }>;
    readonly events: ReadonlyArray<{ readonly event: string }>;
  }>;
};

export type MailsOfOrderQueryVariables = Exact<{
  id: string;
}>;

export type MailsOfOrderQuery = {
  readonly getOrder: {
    readonly status: OrderStatus;
    readonly emails: ReadonlyArray<{ readonly mail: string; readonly sentAt: string | null }>;
  } | null;
};

export type TestOrdersQueryVariables = Exact<{
  testId: number;
  after?: string | null | undefined;
}>;

export type TestOrdersQuery = {
  readonly getAllTestOrders: ReadonlyArray<{
    readonly orderId: string;
    readonly status: OrderStatus;
    readonly customerName: string;
    readonly customerEmail: string;
    readonly customerPhone: string;
    readonly customerStreet: string;
    readonly customerCity: string;
    readonly customerType: CustomerType;
    readonly customerMarket: Market;
    readonly orderedProducts: string;
    readonly totalPrice: number;
    readonly localPrice: number;
    readonly currency: Currency;
    readonly orgNumber: string | null;
    readonly testId: number;
    readonly deliveryTime: number | null;
    readonly history: ReadonlyArray<{ readonly status: OrderStatus; readonly at: string }>;
    readonly ledgerEntry: { readonly amount: number } | null;
    readonly emails: ReadonlyArray<{ readonly mail: string; readonly sentAt: string | null }>;
  }>;
};

export type FollowOrderQueryVariables = Exact<{
  id: string;
}>;

export type FollowOrderQuery = {
  readonly getOrder: {
    readonly status: OrderStatus;
    readonly customerMarket: Market;
    readonly customerType: CustomerType;
    readonly totalPrice: number;
    readonly localPrice: number;
    readonly currency: Currency;
    readonly paymentId: string | null;
    readonly testId: number;
    readonly deliveryTime: number | null;
    readonly deliveryChanges: number;
    readonly history: ReadonlyArray<{ readonly status: OrderStatus; readonly at: string }>;
    readonly ledgerEntry: {
      readonly amount: number;
      readonly reference: string;
      readonly recordedAt: string;
    } | null;
    readonly emails: ReadonlyArray<{
      readonly mail: string;
      readonly sentAt: string | null;
      readonly state: MailState;
      readonly serverCode: number | null;
    }>;
    readonly events: ReadonlyArray<{
      readonly eventId: string;
      readonly event: string;
      readonly createdAt: string;
      readonly publishedAt: string | null;
      readonly stuck: boolean;
      readonly reminders: number;
    }>;
  } | null;
};

export type TakenSlotsQueryVariables = Exact<{
  market: Market;
  from: number;
}>;

export type TakenSlotsQuery = {
  readonly takenSlots: ReadonlyArray<{ readonly time: number; readonly taken: number }>;
};

export type BookDeliveryMutationVariables = Exact<{
  deliveryData: DeliveryData;
}>;

export type BookDeliveryMutation = {
  readonly addDeliveryDataToOrder: {
    readonly orderId: string;
    readonly name: string;
    readonly email: string;
    readonly phone: string;
    readonly street: string;
    readonly city: string;
    readonly deliveryTime: number;
  };
};

export type ClaimMailsMutationVariables = Exact<{
  mails: ReadonlyArray<MailInput>;
  seconds: number;
  most: number;
}>;

export type ClaimMailsMutation = { readonly claimEmails: ReadonlyArray<{ readonly outcome: Claim }> };

export type MarkMailsSentMutationVariables = Exact<{
  mails: ReadonlyArray<MailKey>;
}>;

export type MarkMailsSentMutation = { readonly markEmailsSent: boolean };

export type ReleaseMailsMutationVariables = Exact<{
  mails: ReadonlyArray<MailKey>;
}>;

export type ReleaseMailsMutation = { readonly releaseEmails: boolean };

export type HoldMailsMutationVariables = Exact<{
  mails: ReadonlyArray<MailKey>;
  seconds: number;
}>;

export type HoldMailsMutation = { readonly holdEmails: boolean };

export type MarkMailsUndeliverableMutationVariables = Exact<{
  mails: ReadonlyArray<RefusedMail>;
}>;

export type MarkMailsUndeliverableMutation = { readonly markEmailsUndeliverable: boolean };

export type RecordEntriesMutationVariables = Exact<{
  entries: ReadonlyArray<LedgerEntryInput>;
}>;

export type RecordEntriesMutation = {
  readonly recordLedgerEntries: ReadonlyArray<{ readonly outcome: LedgerOutcome }>;
};

export type FindPriceQueryVariables = Exact<{
  id: string;
}>;

export type FindPriceQuery = {
  readonly getOrder: { readonly totalPrice: number; readonly email: string } | null;
};

export type RemindOfStuckEventsMutationVariables = Exact<{
  limits: ReadonlyArray<WaitLimit>;
  reminders: number;
  atOnce: number;
}>;

export type RemindOfStuckEventsMutation = {
  readonly remindOfStuckEvents: {
    readonly stuck: number;
    readonly outboxAge: number;
    readonly events: ReadonlyArray<{
      readonly event: OutboxEvent;
      readonly eventId: string;
      readonly subject: Subject;
      readonly subjectId: string;
      readonly correlationId: string;
      readonly waitedSeconds: number;
      readonly reminders: number;
      readonly remindedNow: boolean;
    }>;
  };
};

export type ForgetEventsMutationVariables = Exact<{
  days: number;
}>;

export type ForgetEventsMutation = { readonly forgetEvents: number };

export type PlaceOrdersMutationVariables = Exact<{
  orders: ReadonlyArray<OrderInput>;
}>;

export type PlaceOrdersMutation = {
  readonly placeOrders: ReadonlyArray<{ readonly orderId: string; readonly outcome: Placement }>;
};

export type ChangeStatusesMutationVariables = Exact<{
  changes: ReadonlyArray<StatusChange>;
}>;

export type ChangeStatusesMutation = {
  readonly updateOrderStatuses: ReadonlyArray<{ readonly orderId: string; readonly outcome: StatusOutcome }>;
};

export type FindOrderQueryVariables = Exact<{
  id: string;
}>;

export type FindOrderQuery = {
  readonly getOrder: {
    readonly orderId: string;
    readonly status: OrderStatus;
    readonly totalPrice: number;
    readonly localPrice: number;
    readonly currency: Currency;
    readonly deliveryTime: number | null;
    readonly deliveryChanges: number;
    readonly market: Market;
    readonly lines: ReadonlyArray<{
      readonly sku: string;
      readonly quantity: number;
      readonly unitPrice: number;
    }>;
    readonly history: ReadonlyArray<{ readonly status: OrderStatus; readonly at: string }>;
  } | null;
};

export type FindPlantsQueryVariables = Exact<{
  id: string;
}>;

export type FindPlantsQuery = {
  readonly getOrder: {
    readonly orderId: string;
    readonly email: string;
    readonly lines: ReadonlyArray<{
      readonly sku: string;
      readonly quantity: number;
      readonly unitPrice: number;
    }>;
  } | null;
};

/** Each query, by its text. */
export interface DatabaseQueries {
  'query AnyOrder($id: ID!) { getOrder(id: $id) { status } }': {
    answer: AnyOrderQuery;
    variables: AnyOrderQueryVariables;
  };
  'query TestOrdersWhole($testId: Int!) { getAllTestOrders(testId: $testId, first: 100) { orderId status lines { sku }\n        history { status } deliveryTime deliveryChanges ledgerEntry { amount } emails { mail } events { event } } }': {
    answer: TestOrdersWholeQuery;
    variables: TestOrdersWholeQueryVariables;
  };
  'query MailsOfOrder($id: ID!) { getOrder(id: $id) { status emails { mail sentAt } } }': {
    answer: MailsOfOrderQuery;
    variables: MailsOfOrderQueryVariables;
  };
  'query TestOrders($testId: Int!, $after: ID) { getAllTestOrders(testId: $testId, first: 100, after: $after) {\n  orderId status customerName customerEmail customerPhone customerStreet customerCity customerType customerMarket\n  orderedProducts totalPrice localPrice currency orgNumber testId deliveryTime history { status at }\n  ledgerEntry { amount } emails { mail sentAt } } }': {
    answer: TestOrdersQuery;
    variables: TestOrdersQueryVariables;
  };
  'query FollowOrder($id: ID!) { getOrder(id: $id) { status customerMarket customerType totalPrice localPrice currency paymentId\n  testId deliveryTime deliveryChanges history { status at } ledgerEntry { amount reference recordedAt }\n  emails { mail sentAt state serverCode } events { eventId event createdAt publishedAt stuck reminders } } }': {
    answer: FollowOrderQuery;
    variables: FollowOrderQueryVariables;
  };
  'query TakenSlots($market: Market!, $from: Float!) { takenSlots(market: $market, from: $from) { time taken } }': {
    answer: TakenSlotsQuery;
    variables: TakenSlotsQueryVariables;
  };
  'mutation BookDelivery($deliveryData: DeliveryData!) { addDeliveryDataToOrder(deliveryData: $deliveryData) {\n  orderId name email phone street city deliveryTime } }': {
    answer: BookDeliveryMutation;
    variables: BookDeliveryMutationVariables;
  };
  'mutation ClaimMails($mails: [MailInput!]!, $seconds: Int!, $most: Int!) { claimEmails(mails: $mails, seconds: $seconds, most: $most) { outcome } }': {
    answer: ClaimMailsMutation;
    variables: ClaimMailsMutationVariables;
  };
  'mutation MarkMailsSent($mails: [MailKey!]!) { markEmailsSent(mails: $mails) }': {
    answer: MarkMailsSentMutation;
    variables: MarkMailsSentMutationVariables;
  };
  'mutation ReleaseMails($mails: [MailKey!]!) { releaseEmails(mails: $mails) }': {
    answer: ReleaseMailsMutation;
    variables: ReleaseMailsMutationVariables;
  };
  'mutation HoldMails($mails: [MailKey!]!, $seconds: Int!) { holdEmails(mails: $mails, seconds: $seconds) }': {
    answer: HoldMailsMutation;
    variables: HoldMailsMutationVariables;
  };
  'mutation MarkMailsUndeliverable($mails: [RefusedMail!]!) { markEmailsUndeliverable(mails: $mails) }': {
    answer: MarkMailsUndeliverableMutation;
    variables: MarkMailsUndeliverableMutationVariables;
  };
  'mutation RecordEntries($entries: [LedgerEntryInput!]!) { recordLedgerEntries(entries: $entries) { outcome } }': {
    answer: RecordEntriesMutation;
    variables: RecordEntriesMutationVariables;
  };
  'query FindPrice($id: ID!) { getOrder(id: $id) { totalPrice email: customerEmail } }': {
    answer: FindPriceQuery;
    variables: FindPriceQueryVariables;
  };
  'mutation RemindOfStuckEvents($limits: [WaitLimit!]!, $reminders: Int!, $atOnce: Int!) {\n  remindOfStuckEvents(limits: $limits, reminders: $reminders, atOnce: $atOnce) { stuck outboxAge events {\n    event eventId subject subjectId correlationId waitedSeconds reminders remindedNow } } }': {
    answer: RemindOfStuckEventsMutation;
    variables: RemindOfStuckEventsMutationVariables;
  };
  'mutation ForgetEvents($days: Int!) { forgetEvents(days: $days) }': {
    answer: ForgetEventsMutation;
    variables: ForgetEventsMutationVariables;
  };
  'mutation PlaceOrders($orders: [OrderInput!]!) { placeOrders(orders: $orders) { orderId outcome } }': {
    answer: PlaceOrdersMutation;
    variables: PlaceOrdersMutationVariables;
  };
  'mutation ChangeStatuses($changes: [StatusChange!]!) { updateOrderStatuses(changes: $changes) { orderId outcome } }': {
    answer: ChangeStatusesMutation;
    variables: ChangeStatusesMutationVariables;
  };
  'query FindOrder($id: ID!) { getOrder(id: $id) {\n  orderId status market: customerMarket lines { sku quantity unitPrice } totalPrice localPrice currency\n  deliveryTime deliveryChanges history { status at } } }': {
    answer: FindOrderQuery;
    variables: FindOrderQueryVariables;
  };
  'query FindPlants($id: ID!) { getOrder(id: $id) { orderId email: customerEmail lines { sku quantity unitPrice } } }': {
    answer: FindPlantsQuery;
    variables: FindPlantsQueryVariables;
  };
}
