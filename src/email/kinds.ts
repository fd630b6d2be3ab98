import { localLinePrices } from '../contracts/money.ts';
import type { Transaction } from '../contracts/requests.ts';
import { type CalendarFile, calendarFile } from './calendar.ts';
import type {
  DeliveryBooked,
  MailFacts,
  OrderCancelled,
  OrderCreated,
  OrderDeliverable,
  OrderRefunded,
} from './facts.ts';
import type { Reader } from './reader.ts';

type Row = [label: string, value: string];

/** What one of our mails has beside its subject: words, the page that its button leads to, rows, perhaps a calendar entry. */
export interface MailKind<Facts extends MailFacts> {
  page: string;
  paragraphs(facts: Facts, reader: Reader): string[];
  rows(facts: Facts, reader: Reader): Row[];
  calendar?(facts: Facts, reader: Reader, link: string, now: number): CalendarFile | undefined;
}

const orderCreated: MailKind<OrderCreated> = {
  page: 'order.html',
  paragraphs: (_, { said }) => said.OrderCreated.text,
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

const orderDeliverable: MailKind<OrderDeliverable> = {
  page: 'delivery.html',
  paragraphs: (_, { said }) => said.OrderDeliverable.text,
  rows: () => [],
};

/** The calendar's entry of a delivery: one an order, whatever becomes of it. */
const entryOf = (
  { orderId, street, city, decidedAt }: DeliveryBooked | OrderCancelled,
  start: number,
  { said }: Reader,
) => ({
  uid: `${orderId}@acmecorp.xyz`,
  start,
  decidedAt,
  summary: said.DeliveryBooked.summary,
  location: `${street}, ${city}`,
});

const deliveryBooked: MailKind<DeliveryBooked> = {
  page: 'order.html',
  paragraphs: (_, { said }) => said.DeliveryBooked.text,
  rows: ({ deliveryTime, street, city }, { said, date }) => [
    [said.DeliveryBooked.when, date(deliveryTime)],
    [said.DeliveryBooked.where, `${street}, ${city}`],
  ],
  calendar: (facts, reader, link, now) =>
    calendarFile({ ...entryOf(facts, facts.deliveryTime, reader), sentAt: now, description: link }),
};

const orderCancelled: MailKind<OrderCancelled> = {
  page: 'order.html',
  paragraphs({ reason, money, localPrice, deliveryTime }, reader) {
    const { reasons, moneys, noDelivery } = reader.said.OrderCancelled;
    const amount = localPrice === undefined ? undefined : `${reader.money(localPrice)} ${reader.currency}`;
    return [reasons[reason], moneys[money](amount), ...(deliveryTime === undefined ? [] : [noDelivery])];
  },
  rows: ({ deliveryTime }, { said, date }) =>
    deliveryTime === undefined ? [] : [[said.OrderCancelled.when, date(deliveryTime)]],
  calendar: (facts, reader, link, now) =>
    facts.deliveryTime === undefined
      ? undefined
      : calendarFile({
          ...entryOf(facts, facts.deliveryTime, reader),
          isCancelled: true,
          sentAt: now,
          description: link,
        }),
};

const orderRefunded: MailKind<OrderRefunded> = {
  page: 'order.html',
  paragraphs: ({ isInvoiced }, { said }) => said.OrderRefunded[isInvoiced ? 'invoiced' : 'text'],
  rows: ({ lines, localAmount, isInvoiced }, { said, nameOf, money, currency }) => [
    ...lines.map(({ sku, quantity }): Row => [
      `${quantity} × ${nameOf(sku)}`,
      said.OrderRefunded[isInvoiced ? 'offInvoice' : 'takenBack'],
    ]),
    [said.OrderRefunded.amount, `${money(localAmount)} ${currency}`],
  ],
};

type Kinds = { [Mail in Transaction]: MailKind<Extract<MailFacts, { transaction: Mail }>> };

/** Each of our mails, named by what it is about. */
export const kinds: Kinds = {
  OrderCreated: orderCreated,
  OrderDeliverable: orderDeliverable,
  DeliveryBooked: deliveryBooked,
  OrderCancelled: orderCancelled,
  OrderRefunded: orderRefunded,
};
