import type { DetailOf, OrderLine } from '../contracts/events.ts';
import type { Market } from '../contracts/markets.ts';

/** Whom a mail is for, and which order it is about. */
interface Recipient {
  orderId: string;
  name: string;
  email: string;
  market: Market;
}

/** Where plants are brought to. */
interface Address {
  street: string;
  city: string;
}

/** The order was received. */
export interface OrderCreated extends Recipient {
  transaction: 'OrderCreated';
  /** What was ordered, `localPrice` in hundredths of the market's currency; missing when an operator sends the mail again. */
  ordered?: { lines: OrderLine[]; localPrice: number };
}

/** The plants can be brought. */
export interface OrderDeliverable extends Recipient {
  transaction: 'OrderDeliverable';
}

/** A delivery was booked, or changed. */
export interface DeliveryBooked extends Recipient, Address {
  transaction: 'DeliveryBooked';
  /** In ms since 1970. */
  deliveryTime: number;
  /** When the delivery was booked, in ms since 1970. */
  decidedAt: number;
}

/** The order has ended without its plants. */
export interface OrderCancelled extends Recipient, Address {
  transaction: 'OrderCancelled';
  reason: DetailOf<'OrderCancelled'>['reason'];
  money: DetailOf<'OrderCancelled'>['money'];
  /** What was to be paid, in hundredths of the market's currency; left out where some of it went back before. */
  localPrice?: number | undefined;
  /** What was booked, in ms since 1970: the customer may have it in a calendar. */
  deliveryTime?: number | undefined;
  /** When the order was cancelled, in ms since 1970. */
  decidedAt: number;
}

/** Some of the order's money goes back. */
export interface OrderRefunded extends Recipient {
  transaction: 'OrderRefunded';
  refundId: string;
  /** Empty when an operator sends the mail again. */
  lines: Pick<OrderLine, 'sku' | 'quantity'>[];
  /** In hundredths of the market's currency. */
  localAmount: number;
  isInvoiced: boolean;
}

/** What a mail is about; `transaction` tells which mail it is. */
export type MailFacts = OrderCreated | OrderDeliverable | DeliveryBooked | OrderCancelled | OrderRefunded;
