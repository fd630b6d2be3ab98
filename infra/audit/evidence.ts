import type { PaymentTerms } from '../../src/contracts/events.ts';
import type { OrderStatus } from '../../src/contracts/fields.ts';
import type { Told } from './told.ts';

// Plain data that anybody can collect: from the outside, with none of the shop's own logic. All times in ms since 1970;
// what is in US cents ends in Usd, all other amounts are in hundredths of the order's currency.

/** A payment as its bank has it. */
export interface BankPayment {
  id: string;
  status: 'authorised' | 'captured' | 'voided' | 'expired';
  captured: number;
  refunded: number;
  createdAt: number;
  /** Whose money it is; undefined where its bank does not say. */
  email?: string;
  /** Whether it has said no to a capture; undefined where nobody knows. */
  hasRefused?: boolean;
  /** Of the metadata; undefined where it is no order's. */
  orderId: string | undefined;
}

/** A mail that reached the mailbox. `mail` is its name in the mail ledger, such as DeliveryBooked:1767225600000. */
export interface DeliveredMail {
  orderId: string;
  mail: string;
  to: string;
  receivedAt: number;
}

/** A row of `orders`, with what the view due_orders says of it. */
export interface OrderRow {
  orderId: string;
  status: OrderStatus;
  cancelledReason: string | null;
  market: string;
  email: string;
  orgNumber: string | null;
  testId: number;
  /** Undefined for orders of a release that charged at once: their money is not ours to move. */
  terms: PaymentTerms | undefined;
  paidAt: number | null;
  placedAt: number;
  total: number;
  totalUsd: number;
  due: number;
  dueUsd: number;
}

/** A row of `order_lines`. */
export interface LineRow {
  orderId: string;
  sku: string;
  quantity: number;
  unitPriceUsd: number;
  price: number | null;
  refunded: number;
}

/** A row of `order_history`; the rows of an order in the order of their ids. */
export interface HistoryRow {
  orderId: string;
  status: OrderStatus;
  at: number;
}

/** A row of `refunds`. */
export interface RefundRow {
  refundId: string;
  orderId: string;
  lines: readonly { sku: string; quantity: number }[];
  amount: number;
  amountUsd: number;
  at: number;
}

/** A row of `payments`. */
export interface PaymentRow {
  id: string;
  orderId: string;
  state: BankPayment['status'];
  captured: number;
  refunded: number;
}

/** A row of `settlements`. */
export interface SettlementRow {
  orderId: string;
  announced: string | null;
  letGoAt: number | null;
}

/** A row of `ledger_entries`. */
export interface LedgerRow {
  orderId: string;
  kind: 'SALE' | 'CREDIT';
  amountUsd: number;
}

/** A row of `deliveries`; without a time it only marks a cancelled order. */
export interface DeliveryRow {
  orderId: string;
  market: string;
  time: number | null;
  changes: number;
  cancelledAt: number | null;
}

/** A row of `delivery_slots`. */
export interface SlotRow {
  market: string;
  time: number;
  taken: number;
}

/** A row of `email_ledger`. */
export interface MailRow {
  orderId: string;
  mail: string;
  claims: number;
  claimedAt: number;
  sentAt: number | null;
  state: string | null;
}

/** A row of `outbox`. `attempts` are the relay's, `reminders` the watchdog's. */
export interface OutboxRow {
  eventId: string;
  event: string;
  orderId: string;
  createdAt: number;
  publishedAt: number | null;
  attempts: number;
  reminders: number;
  isStuck: boolean;
}

/** A message of a queue, or of its dead letters. `orderId` is undefined where nobody can read it. */
export interface WaitingMessage {
  consumer: string;
  event: string;
  orderId: string | undefined;
}

/** Each time the bus took an event. */
export interface Announcement {
  eventId: string;
  event: string;
  orderId: string;
  at: number;
}

/** What went wrong on purpose, from when until when. With an `orderId` it hit that order alone, and excuses no other. */
export interface Fault {
  what: 'process' | 'database' | 'bank' | 'mailServer' | 'bus' | 'queues' | 'function' | 'supplier';
  /** What it did: kill, freeze, lose (done, answer lost), refuse, dawdle … */
  how: string;
  from: number;
  to: number;
  orderId?: string;
  /** The name of the function, where it was one. */
  name?: string;
}

/** What the shop has promised to keep to. */
export interface Policy {
  slotCapacity: number;
  mailsPerDay: number;
  /** How many orders by invoice an organisation gets in a day (UTC). */
  invoicesPerDay: number;
  /** How long a mail's claim lasts: for so long it may take from the claim to the mailbox. */
  claimMs: number;
  /** How long a statement may take: what began before another ended need not see it. */
  statementMs: number;
  /** How long an order may take for a step that nothing disturbs, and how long after a disturbance. */
  healMs: number;
  /** How long an event may stay unannounced that nothing disturbs. */
  relayMs: number;
}

/** Everything that the checker looks at, at one moment. */
export interface Evidence {
  now: number;
  /** Whether all works again, the dead letters were put back, and there was time: then there are no excuses. */
  isHealed: boolean;
  policy: Policy;
  bank: readonly BankPayment[];
  mailbox: readonly DeliveredMail[];
  orders: readonly OrderRow[];
  lines: readonly LineRow[];
  history: readonly HistoryRow[];
  refunds: readonly RefundRow[];
  payments: readonly PaymentRow[];
  settlements: readonly SettlementRow[];
  ledger: readonly LedgerRow[];
  deliveries: readonly DeliveryRow[];
  slots: readonly SlotRow[];
  mails: readonly MailRow[];
  outbox: readonly OutboxRow[];
  queued: readonly WaitingMessage[];
  deadLetters: readonly WaitingMessage[];
  /** What was given up by its consumer and then put back. */
  putBack: readonly WaitingMessage[];
  announcements: readonly Announcement[];
  told: readonly Told[];
  faults: readonly Fault[];
}
