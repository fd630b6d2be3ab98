// Made by `npm run docs` from the GraphQL schemas and the queries in the code: don't edit.
/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { CancelReason } from '../contracts/fields.ts';
import type { Currency } from '../contracts/fields.ts';
import type { CustomerType } from '../contracts/fields.ts';
import type { Market } from '../contracts/fields.ts';
import type { MoneyFate } from '../contracts/fields.ts';
import type { MovingFact } from '../contracts/fields.ts';
import type { OrderStatus } from '../contracts/fields.ts';
import type { PaymentOutcome } from '../contracts/fields.ts';
import type { Subject } from '../contracts/subjects.ts';

export type DeliveryData = {
  readonly orderId: string;
  readonly deliveryTime: number;
  /** The time that this one takes the place of; left out, this is the first. */
  readonly replaces?: number | null | undefined;
  /** The markets that offer this time; left out, it is not checked. */
  readonly offeredIn?: ReadonlyArray<Market> | null | undefined;
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
  /** Who claims: asking again with the same id, because the answer was lost, gives the same claim. */
  readonly claim?: string | null | undefined;
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

export type LedgerKind = 'SALE' | 'CREDIT';

/** eventId of the event that is entered; it is missing where an operator enters a sale by hand. */
export type LedgerEntryInput = {
  readonly eventId?: string | null | undefined;
  readonly orderId: string;
  readonly kind?: LedgerKind | null | undefined;
  readonly amount: number;
  readonly reference: string;
};

export type LedgerOutcome = 'RECORDED' | 'ALREADY_RECORDED' | 'WRONG_AMOUNT' | 'ORDER_NOT_FOUND';

export type OrderInput = {
  readonly orderId: string;
  readonly customerType: CustomerType;
  readonly market: Market;
  readonly products: string;
  readonly lines: ReadonlyArray<OrderLineInput>;
  readonly totalPrice: number;
  readonly localPrice: number;
  readonly currency: Currency;
  readonly orgNumber?: string | null | undefined;
  readonly paymentId?: string | null | undefined;
  /** Missing in orders of a release that charged at once: they are paid. */
  readonly payment?: PaymentTermsInput | null | undefined;
  /** Of the Idempotency-Key and the e-mail. */
  readonly keyHash?: string | null | undefined;
  readonly testId?: number;
  readonly correlationId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
};

/** How an order is paid: provider is invoice, or has a hold of amount (hundredths of currency). */
export type PaymentTermsInput = {
  readonly provider: string;
  readonly paymentId?: string | null | undefined;
  readonly amount?: number | null | undefined;
  readonly currency?: Currency | null | undefined;
};

export type LineCountInput = {
  readonly sku: string;
  readonly quantity: number;
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
  | 'DIFFERENT_ORDER'
  /** The key belongs to an order with other contents: this one is stored, and cancelled. */
  | 'KEY_REUSED'
  /** Its organization has ordered too much by invoice today: it is stored, and cancelled. */
  | 'OVER_LIMIT';

/** payment is what PaymentSettled says. */
export type StatusChange = {
  readonly orderId: string;
  readonly fact: MovingFact;
  readonly payment?: PaymentOutcome | null | undefined;
};

export type StatusOutcome =
  | 'DONE'
  | 'ALREADY_DONE'
  /** The order has ended; a success. */
  | 'OBSOLETE'
  | 'WRONG_STATUS'
  | 'ORDER_NOT_FOUND';

export type CommandOutcome = 'DONE' | 'ALREADY_DONE';

export type PaymentState = 'authorised' | 'captured' | 'voided' | 'expired';

/** createdAt is in ms since 1970. */
export type PaymentInput = {
  readonly id: string;
  readonly orderId: string;
  readonly provider: string;
  readonly amount: number;
  readonly currency: string;
  readonly state: PaymentState;
  readonly captured: number;
  readonly refunded: number;
  readonly createdAt: number;
};

export type LeaseInput = {
  readonly orderId: string;
  /** A UUID of whoever takes it. */
  readonly lease: string;
};

export type Taking = 'TAKEN' | 'BUSY' | 'UNKNOWN';

/** due is what the order owed when it was settled. */
export type SettledInput = {
  readonly orderId: string;
  readonly lease: string;
  readonly due: number;
  readonly outcome?: PaymentOutcome | null | undefined;
  readonly payment?: PaymentInput | null | undefined;
};

export type Noting =
  | 'NOTED'
  /** The lease had expired and another took it. */
  | 'LOST';

export type PaymentKey = {
  readonly id: string;
  readonly orderId: string;
};

export type LetGo = 'MARKED' | 'NOT_NOW';

export type ReconciliationInput = {
  readonly begunAt: number;
  readonly cursor?: string | null | undefined;
};

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
    readonly emails: ReadonlyArray<{
      readonly mail: string;
      readonly sentAt: string | null;
      readonly state: MailState;
    }>;
  }>;
};

export type AccountsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type AccountsQuery = {
  readonly accounts: ReadonlyArray<{
    readonly orderId: string;
    readonly status: OrderStatus;
    readonly due: number;
    readonly dueUsd: number;
    readonly terms: string | null;
    readonly ledger: ReadonlyArray<{ readonly kind: LedgerKind; readonly amount: number }>;
    readonly emails: ReadonlyArray<{ readonly mail: string; readonly sentAt: string | null }>;
  }>;
};

export type OrderToCancelQueryVariables = Exact<{
  id: string;
}>;

export type OrderToCancelQuery = {
  readonly getOrder: {
    readonly status: OrderStatus;
    readonly totalPrice: number;
    readonly localPrice: number;
    readonly currency: Currency;
    readonly paidAt: string | null;
    readonly isInvoiced: boolean;
  } | null;
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
    readonly paidAt: string | null;
    readonly isInvoiced: boolean;
    readonly cancelledReason: CancelReason | null;
    readonly testId: number;
    readonly deliveryTime: number | null;
    readonly deliveryChanges: number;
    readonly refunds: ReadonlyArray<{
      readonly refundId: string;
      readonly credit: number;
      readonly localAmount: number;
      readonly reason: string;
      readonly actor: string;
      readonly at: string;
      readonly lines: ReadonlyArray<{ readonly sku: string; readonly quantity: number }>;
    }>;
    readonly history: ReadonlyArray<{
      readonly status: OrderStatus;
      readonly at: string;
      readonly actor: string;
      readonly reason: string | null;
    }>;
    readonly ledger: ReadonlyArray<{
      readonly kind: LedgerKind;
      readonly amount: number;
      readonly reference: string;
      readonly recordedAt: string;
    }>;
    readonly payments: ReadonlyArray<{
      readonly id: string;
      readonly provider: string;
      readonly amount: number;
      readonly currency: string;
      readonly state: PaymentState;
      readonly captured: number;
      readonly refunded: number;
      readonly history: ReadonlyArray<{
        readonly state: PaymentState;
        readonly captured: number;
        readonly refunded: number;
        readonly at: string;
      }>;
    }>;
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

export type OrderToRefundQueryVariables = Exact<{
  id: string;
}>;

export type OrderToRefundQuery = {
  readonly getOrder: {
    readonly status: OrderStatus;
    readonly currency: Currency;
    readonly lines: ReadonlyArray<{
      readonly sku: string;
      readonly quantity: number;
      readonly unitPrice: number;
      readonly refunded: number;
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
  readonly addDeliveryDataToOrder: { readonly orderId: string; readonly deliveryTime: number };
};

export type FreeSlotMutationVariables = Exact<{
  orderId: string;
  market: Market;
}>;

export type FreeSlotMutation = { readonly freeSlot: boolean };

export type FindDeliveriesQueryVariables = Exact<{
  orderIds: ReadonlyArray<string>;
}>;

export type FindDeliveriesQuery = {
  readonly deliveries: ReadonlyArray<{
    readonly orderId: string;
    readonly deliveryTime: number;
    readonly deliveryChanges: number;
  }>;
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
  seconds: number;
  reminders: number;
  atOnce: number;
}>;

export type RemindOfStuckEventsMutation = {
  readonly remindOfStuckEvents: {
    readonly stuck: number;
    readonly outboxAge: number;
    readonly events: ReadonlyArray<{
      readonly event: string;
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

export type FindOrdersForGraphQueryVariables = Exact<{
  ids: ReadonlyArray<string>;
}>;

export type FindOrdersForGraphQuery = {
  readonly getOrders: ReadonlyArray<{
    readonly orderId: string;
    readonly status: OrderStatus;
    readonly totalPrice: number;
    readonly localPrice: number;
    readonly currency: Currency;
    readonly paidAt: string | null;
    readonly isInvoiced: boolean;
    readonly cancelledReason: CancelReason | null;
    readonly market: Market;
    readonly lines: ReadonlyArray<{
      readonly sku: string;
      readonly quantity: number;
      readonly unitPrice: number;
    }>;
    readonly history: ReadonlyArray<{ readonly status: OrderStatus; readonly at: string }>;
    readonly refunds: ReadonlyArray<{ readonly at: string; readonly localAmount: number }>;
  }>;
};

export type PlaceOrdersMutationVariables = Exact<{
  orders: ReadonlyArray<OrderInput>;
  invoicesPerDay?: number | null | undefined;
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

export type CancelOrderMutationVariables = Exact<{
  orderId: string;
  reason: string;
  actor: string;
}>;

export type CancelOrderMutation = {
  readonly cancelOrder: {
    readonly outcome: CommandOutcome;
    readonly money: MoneyFate | null;
    readonly credit: number | null;
  };
};

export type RefundOrderMutationVariables = Exact<{
  orderId: string;
  lines?: ReadonlyArray<LineCountInput> | null | undefined;
  reason: string;
  idempotencyKey: string;
  actor: string;
}>;

export type RefundOrderMutation = {
  readonly refundOrder: {
    readonly outcome: CommandOutcome;
    readonly refundId: string;
    readonly credit: number;
    readonly localAmount: number;
    readonly status: OrderStatus;
    readonly lines: ReadonlyArray<{ readonly sku: string; readonly quantity: number }>;
  };
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
    readonly paidAt: string | null;
    readonly isInvoiced: boolean;
    readonly cancelledReason: CancelReason | null;
    readonly market: Market;
    readonly lines: ReadonlyArray<{
      readonly sku: string;
      readonly quantity: number;
      readonly unitPrice: number;
    }>;
    readonly history: ReadonlyArray<{ readonly status: OrderStatus; readonly at: string }>;
    readonly refunds: ReadonlyArray<{ readonly at: string; readonly localAmount: number }>;
  } | null;
};

export type PaymentStandingsQueryVariables = Exact<{
  payments: ReadonlyArray<PaymentKey>;
}>;

export type PaymentStandingsQuery = {
  readonly paymentStandings: ReadonlyArray<{
    readonly id: string;
    readonly replay: string | null;
    readonly replayedAt: number | null;
    readonly order: {
      readonly paymentId: string | null;
      readonly isOurs: boolean;
      readonly due: number;
    } | null;
  }>;
};

export type NotePaymentsMutationVariables = Exact<{
  payments: ReadonlyArray<PaymentInput>;
}>;

export type NotePaymentsMutation = { readonly notePayments: boolean };

export type NoteReplayMutationVariables = Exact<{
  paymentIds: ReadonlyArray<string>;
  replay: string;
}>;

export type NoteReplayMutation = { readonly noteReplay: boolean };

export type LetGoMutationVariables = Exact<{
  orderId: string;
}>;

export type LetGoMutation = { readonly letGo: LetGo };

export type UnpaidOrdersQueryVariables = Exact<{
  seconds: number;
  first: number;
}>;

export type UnpaidOrdersQuery = {
  readonly unpaidOrders: ReadonlyArray<{
    readonly orderId: string;
    readonly correlationId: string;
    readonly announced: string | null;
  }>;
};

export type FindReconciliationQueryVariables = Exact<{
  provider: string;
}>;

export type FindReconciliationQuery = {
  readonly reconciliation: { readonly begunAt: number; readonly cursor: string | null } | null;
};

export type KeepReconciliationMutationVariables = Exact<{
  provider: string;
  state: ReconciliationInput;
}>;

export type KeepReconciliationMutation = { readonly keepReconciliation: boolean };

export type TakeSettlementsMutationVariables = Exact<{
  orders: ReadonlyArray<LeaseInput>;
  seconds: number;
}>;

export type TakeSettlementsMutation = {
  readonly takeSettlements: ReadonlyArray<{
    readonly orderId: string;
    readonly outcome: Taking;
    readonly terms: string | null;
    readonly due: number | null;
    readonly isLetGo: boolean | null;
  }>;
};

export type NoteSettlementsMutationVariables = Exact<{
  settled: ReadonlyArray<SettledInput>;
}>;

export type NoteSettlementsMutation = {
  readonly noteSettlements: ReadonlyArray<{ readonly orderId: string; readonly outcome: Noting }>;
};

export type ReleaseSettlementsMutationVariables = Exact<{
  orders: ReadonlyArray<LeaseInput>;
}>;

export type ReleaseSettlementsMutation = { readonly releaseSettlements: boolean };

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
  'query TestOrders($testId: Int!, $after: ID) { getAllTestOrders(testId: $testId, first: 100, after: $after) {\n  orderId status customerName customerEmail customerPhone customerStreet customerCity customerType customerMarket\n  orderedProducts totalPrice localPrice currency orgNumber testId deliveryTime history { status at }\n  ledgerEntry { amount } emails { mail sentAt state } } }': {
    answer: TestOrdersQuery;
    variables: TestOrdersQueryVariables;
  };
  'query Accounts($first: Int, $after: ID) { accounts(first: $first, after: $after) {\n  orderId status due dueUsd terms ledger { kind amount } emails { mail sentAt } } }': {
    answer: AccountsQuery;
    variables: AccountsQueryVariables;
  };
  'query OrderToCancel($id: ID!) { getOrder(id: $id) { status totalPrice localPrice currency paidAt isInvoiced } }': {
    answer: OrderToCancelQuery;
    variables: OrderToCancelQueryVariables;
  };
  'query FollowOrder($id: ID!) { getOrder(id: $id) { status customerMarket customerType totalPrice localPrice currency paymentId\n  paidAt isInvoiced cancelledReason refunds { refundId lines { sku quantity } credit localAmount reason actor at }\n  testId deliveryTime deliveryChanges history { status at actor reason } ledger { kind amount reference recordedAt }\n  payments { id provider amount currency state captured refunded history { state captured refunded at } }\n  emails { mail sentAt state serverCode } events { eventId event createdAt publishedAt stuck reminders } } }': {
    answer: FollowOrderQuery;
    variables: FollowOrderQueryVariables;
  };
  'query OrderToRefund($id: ID!) { getOrder(id: $id) { status currency lines { sku quantity unitPrice refunded } } }': {
    answer: OrderToRefundQuery;
    variables: OrderToRefundQueryVariables;
  };
  'query TakenSlots($market: Market!, $from: Float!) { takenSlots(market: $market, from: $from) { time taken } }': {
    answer: TakenSlotsQuery;
    variables: TakenSlotsQueryVariables;
  };
  'mutation BookDelivery($deliveryData: DeliveryData!) { addDeliveryDataToOrder(deliveryData: $deliveryData) {\n  orderId deliveryTime } }': {
    answer: BookDeliveryMutation;
    variables: BookDeliveryMutationVariables;
  };
  'mutation FreeSlot($orderId: ID!, $market: Market!) { freeSlot(orderId: $orderId, market: $market) }': {
    answer: FreeSlotMutation;
    variables: FreeSlotMutationVariables;
  };
  'query FindDeliveries($orderIds: [ID!]!) { deliveries(orderIds: $orderIds) {\n  orderId deliveryTime deliveryChanges } }': {
    answer: FindDeliveriesQuery;
    variables: FindDeliveriesQueryVariables;
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
  'mutation RemindOfStuckEvents($seconds: Int!, $reminders: Int!, $atOnce: Int!) {\n  remindOfStuckEvents(seconds: $seconds, reminders: $reminders, atOnce: $atOnce) { stuck outboxAge events {\n    event eventId subject subjectId correlationId waitedSeconds reminders remindedNow } } }': {
    answer: RemindOfStuckEventsMutation;
    variables: RemindOfStuckEventsMutationVariables;
  };
  'mutation ForgetEvents($days: Int!) { forgetEvents(days: $days) }': {
    answer: ForgetEventsMutation;
    variables: ForgetEventsMutationVariables;
  };
  'query FindOrdersForGraph($ids: [ID!]!) { getOrders(ids: $ids) {\n  orderId status market: customerMarket lines { sku quantity unitPrice } totalPrice localPrice currency\n  history { status at } paidAt isInvoiced cancelledReason refunds { at localAmount } } }': {
    answer: FindOrdersForGraphQuery;
    variables: FindOrdersForGraphQueryVariables;
  };
  'mutation PlaceOrders($orders: [OrderInput!]!, $invoicesPerDay: Int) { placeOrders(orders: $orders, invoicesPerDay: $invoicesPerDay) { orderId outcome } }': {
    answer: PlaceOrdersMutation;
    variables: PlaceOrdersMutationVariables;
  };
  'mutation ChangeStatuses($changes: [StatusChange!]!) { updateOrderStatuses(changes: $changes) { orderId outcome } }': {
    answer: ChangeStatusesMutation;
    variables: ChangeStatusesMutationVariables;
  };
  'mutation CancelOrder($orderId: ID!, $reason: String!, $actor: String!) {\n  cancelOrder(orderId: $orderId, reason: $reason, actor: $actor) { outcome money credit } }': {
    answer: CancelOrderMutation;
    variables: CancelOrderMutationVariables;
  };
  'mutation RefundOrder($orderId: ID!, $lines: [LineCountInput!], $reason: String!, $idempotencyKey: String!, $actor: String!) {\n  refundOrder(orderId: $orderId, lines: $lines, reason: $reason, idempotencyKey: $idempotencyKey, actor: $actor) {\n    outcome refundId lines { sku quantity } credit localAmount status } }': {
    answer: RefundOrderMutation;
    variables: RefundOrderMutationVariables;
  };
  'query FindOrder($id: ID!) { getOrder(id: $id) {\n  orderId status market: customerMarket lines { sku quantity unitPrice } totalPrice localPrice currency\n  deliveryTime deliveryChanges history { status at } paidAt isInvoiced cancelledReason refunds { at localAmount } } }': {
    answer: FindOrderQuery;
    variables: FindOrderQueryVariables;
  };
  'query PaymentStandings($payments: [PaymentKey!]!) {\n  paymentStandings(payments: $payments) { id order { paymentId isOurs due } replay replayedAt } }': {
    answer: PaymentStandingsQuery;
    variables: PaymentStandingsQueryVariables;
  };
  'mutation NotePayments($payments: [PaymentInput!]!) { notePayments(payments: $payments) }': {
    answer: NotePaymentsMutation;
    variables: NotePaymentsMutationVariables;
  };
  'mutation NoteReplay($paymentIds: [ID!]!, $replay: String!) { noteReplay(paymentIds: $paymentIds, replay: $replay) }': {
    answer: NoteReplayMutation;
    variables: NoteReplayMutationVariables;
  };
  'mutation LetGo($orderId: ID!) { letGo(orderId: $orderId) }': {
    answer: LetGoMutation;
    variables: LetGoMutationVariables;
  };
  'query UnpaidOrders($seconds: Int!, $first: Int!) {\n  unpaidOrders(seconds: $seconds, first: $first) { orderId correlationId announced } }': {
    answer: UnpaidOrdersQuery;
    variables: UnpaidOrdersQueryVariables;
  };
  'query FindReconciliation($provider: String!) { reconciliation(provider: $provider) { begunAt cursor } }': {
    answer: FindReconciliationQuery;
    variables: FindReconciliationQueryVariables;
  };
  'mutation KeepReconciliation($provider: String!, $state: ReconciliationInput!) { keepReconciliation(provider: $provider, state: $state) }': {
    answer: KeepReconciliationMutation;
    variables: KeepReconciliationMutationVariables;
  };
  'mutation TakeSettlements($orders: [LeaseInput!]!, $seconds: Int!) {\n  takeSettlements(orders: $orders, seconds: $seconds) { orderId outcome terms due isLetGo } }': {
    answer: TakeSettlementsMutation;
    variables: TakeSettlementsMutationVariables;
  };
  'mutation NoteSettlements($settled: [SettledInput!]!) { noteSettlements(settled: $settled) { orderId outcome } }': {
    answer: NoteSettlementsMutation;
    variables: NoteSettlementsMutationVariables;
  };
  'mutation ReleaseSettlements($orders: [LeaseInput!]!) { releaseSettlements(orders: $orders) }': {
    answer: ReleaseSettlementsMutation;
    variables: ReleaseSettlementsMutationVariables;
  };
  'query FindPlants($id: ID!) { getOrder(id: $id) { orderId email: customerEmail lines { sku quantity unitPrice } } }': {
    answer: FindPlantsQuery;
    variables: FindPlantsQueryVariables;
  };
}
