import type { Currency, CustomerType, Market, OrderStatus } from '../contracts/fields.ts';
import type { EventName, OrderLine } from '../contracts/events.ts';

/** The inputs of schema.graphql as TypeScript sees them after GraphQL checked them. */
export interface OrderInput {
  orderId: string;
  name: string;
  email: string;
  phone: string;
  street: string;
  city: string;
  customerType: CustomerType;
  market: Market;
  products: string;
  lines: OrderLine[];
  totalPrice: number;
  localPrice: number;
  currency: Currency;
  orgNumber?: string | null;
  paymentId?: string | null;
  testId: number;
  correlationId: string;
}

export interface StatusChange {
  orderId: string;
  status: OrderStatus;
}

export interface DeliveryData {
  orderId: string;
  deliveryTime: number;
  offeredIn?: Market[] | null;
  isFirst?: boolean | null;
}

export interface LedgerEntryInput {
  orderId: string;
  amount: number;
  reference: string;
}

export interface MailInput {
  orderId: string;
  mail: string;
  messageId: string;
}

/** How long each event's effect may take, how often to announce it again, and how many at once. */
export interface Patience {
  limits: { event: EventName; seconds: number }[];
  reminders: number;
  atOnce: number;
}

export interface StuckOrder {
  orderId: string;
  correlationId: string;
  event: EventName;
  eventId: string;
  waitedSeconds: number;
  reminders: number;
  remindedNow: boolean;
}

export interface StuckOrders {
  stuck: number;
  outboxAge: number;
  orders: StuckOrder[];
}

export type Placement = 'PLACED' | 'ALREADY_PLACED' | 'DIFFERENT_ORDER';
export type StatusOutcome = 'DONE' | 'ALREADY_DONE' | 'OBSOLETE' | 'WRONG_STATUS' | 'ORDER_NOT_FOUND';
export type LedgerOutcome = 'RECORDED' | 'ALREADY_RECORDED' | 'WRONG_AMOUNT' | 'ORDER_NOT_FOUND';
export type Claim = 'CLAIMED' | 'ALREADY_SENT' | 'BEING_SENT';
