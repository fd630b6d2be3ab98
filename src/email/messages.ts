import type { OrderLine } from '../contracts/events.ts';
import { type Market, shopFacts, type ShopFacts } from '../contracts/markets.ts';
import { localLinePrices } from '../contracts/money.ts';
import type { Transaction } from '../contracts/requests.ts';
import { calendarFile } from './calendar.ts';
import { type Content, htmlOf, textOf } from './layout.ts';
import { type Reader, readerIn } from './reader.ts';

/** Whom a mail is for, and which order it is about. */
interface Recipient {
  orderId: string;
  name: string;
  email: string;
  street: string;
  city: string;
  market: Market;
}

interface OrderCreated extends Recipient {
  transaction: 'OrderCreated';
  /** What was ordered, `localPrice` in hundredths of the market's currency; missing when an operator sends the mail again. */
  ordered?: { lines: OrderLine[]; localPrice: number };
}

interface OrderDeliverable extends Recipient {
  transaction: 'OrderDeliverable';
}

interface DeliveryBooked extends Recipient {
  transaction: 'DeliveryBooked';
  /** In ms since 1970. */
  deliveryTime: number;
  /** When the delivery was booked, in ms since 1970. */
  decidedAt: number;
}

/** What a mail is about; `transaction` tells which mail it is. */
export type MailFacts = OrderCreated | OrderDeliverable | DeliveryBooked;

/** A mail that is ready to be sent. `calendar` is an iCalendar file. */
export interface Message {
  sender: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  calendar?: string;
}

type Row = [label: string, value: string];

/** What one of our mails has beside its words: the page that its button leads to, rows, and perhaps a calendar entry. */
interface MailKind<Facts extends MailFacts> {
  page: string;
  rows(facts: Facts, reader: Reader): Row[];
  calendar?(facts: Facts, reader: Reader, link: string, now: number): string;
}

const orderCreated: MailKind<OrderCreated> = {
  page: 'order.html',
  rows({ ordered }, { said, nameOf, money, currency }) {
    if (!ordered) return [];
    const { lines, localPrice } = ordered;
    const prices = localLinePrices(lines, localPrice);
    const rows = lines.map(({ sku, quantity }, line): Row => [
      `${quantity} × ${nameOf(sku)}`,
      money(prices[line]!),
    ]);
    return [...rows, [said.total, `${money(localPrice)} ${currency}`]];
  },
};

const orderDeliverable: MailKind<OrderDeliverable> = { page: 'delivery.html', rows: () => [] };

const deliveryBooked: MailKind<DeliveryBooked> = {
  page: 'order.html',
  rows: ({ deliveryTime, street, city }, { said, date }) => [
    [said.DeliveryBooked.when, date(deliveryTime)],
    [said.DeliveryBooked.where, `${street}, ${city}`],
  ],
  calendar: ({ orderId, deliveryTime, decidedAt, street, city }, { said }, link, now) =>
    calendarFile({
      uid: `${orderId}@acmecorp.xyz`,
      start: deliveryTime,
      decidedAt,
      sentAt: now,
      summary: said.DeliveryBooked.summary,
      location: `${street}, ${city}`,
      description: link,
    }),
};

type Kinds = { [Mail in Transaction]: MailKind<Extract<MailFacts, { transaction: Mail }>> };

const kinds: Kinds = {
  OrderCreated: orderCreated,
  OrderDeliverable: orderDeliverable,
  DeliveryBooked: deliveryBooked,
};

/** Writes the mail for what happened, in the language, currency and time zone of the customer's market. */
export const messageFor = (
  facts: MailFacts,
  storefrontUrl: string,
  now: number,
  shop: ShopFacts = shopFacts,
): Message => {
  const { transaction, orderId, name, email, market } = facts;
  const reader = readerIn(market, shop);
  const { said } = reader;
  const { subject, text, button } = said[transaction];
  // A mail's facts and its kind have the same name; TypeScript can't follow that through a union.
  const kind = kinds[transaction] as MailKind<MailFacts>;
  const link = `${storefrontUrl}/${kind.page}?order=${orderId}`;
  const content: Content = {
    language: shop.markets[market].language,
    subject,
    greeting: said.hello(name),
    paragraphs: text,
    rows: kind.rows(facts, reader),
    button,
    link,
    goodbye: [said.goodbye, said.sender],
    footer: said.footer(orderId),
  };
  const calendar = kind.calendar?.(facts, reader, link, now);
  return {
    sender: said.sender,
    to: { name, address: email },
    subject,
    text: textOf(content),
    html: htmlOf(content),
    ...(calendar && { calendar }),
  };
};
