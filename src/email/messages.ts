import { catalogue } from '../contracts/catalogue.ts';
import type { OrderLine } from '../contracts/events.ts';
import type { Market } from '../contracts/fields.ts';
import type { Transaction } from '../contracts/requests.ts';
import { calendarFile } from './calendar.ts';
import { type Content, htmlOf, textOf } from './layout.ts';
import { locales, texts } from './texts.ts';

/** What a mail is about. Prices in hundredths: `unitPrice` in US cents, `localPrice` in the market's currency. */
export interface MailFacts {
  transaction: Transaction;
  orderId: string;
  name: string;
  email: string;
  street: string;
  city: string;
  market: Market;
  lines?: OrderLine[];
  totalPrice?: number;
  localPrice?: number;
  /** In ms since 1970. */
  deliveryTime?: number;
  /** When the delivery was booked, in ms since 1970. */
  decidedAt?: number;
}

/** A mail that is ready to be sent. `calendar` is an iCalendar file. */
export interface Message {
  sender: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  calendar?: string;
}

const pages: Record<Transaction, string> = {
  OrderCreated: 'order.html',
  OrderDeliverable: 'delivery.html',
  DeliveryBooked: 'order.html',
};

const moneyIn = (market: Market) => {
  const { locale, currency } = locales[market];
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return (hundredths: number) => format.format(hundredths / 100);
};

/** A delivery time as the customer's market writes it, in its time zone, which is named. */
const dateIn = (market: Market, time: number): string => {
  const { locale, timeZone, clocks } = locales[market];
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone });
  return `${format.format(time)} (${clocks})`;
};

const orderedRows = ({ lines = [], totalPrice, localPrice, market }: MailFacts): [string, string][] => {
  if (totalPrice === undefined || localPrice === undefined) return [];
  const money = moneyIn(market);
  const { language, currency } = locales[market];
  const rate = localPrice / totalPrice;
  const rows = lines.map(({ sku, quantity, unitPrice }): [string, string] => [
    `${quantity} × ${catalogue.get(sku)?.name[language] ?? sku}`,
    money(quantity * unitPrice * rate),
  ]);
  return [...rows, [texts[language].total, `${money(localPrice)} ${currency}`]];
};

const deliveryRows = ({ deliveryTime, street, city, market }: MailFacts): [string, string][] => {
  const { when, where } = texts[locales[market].language].DeliveryBooked;
  const address: [string, string] = [where, `${street}, ${city}`];
  return deliveryTime === undefined ? [address] : [[when, dateIn(market, deliveryTime)], address];
};

const rowsOf: Record<Transaction, (facts: MailFacts) => [string, string][]> = {
  OrderCreated: orderedRows,
  OrderDeliverable: () => [],
  DeliveryBooked: deliveryRows,
};

const invitationFor = (
  { orderId, deliveryTime, decidedAt = 0, street, city, market }: MailFacts,
  link: string,
  now: number,
) =>
  deliveryTime === undefined
    ? undefined
    : calendarFile({
        uid: `${orderId}@acmecorp.xyz`,
        start: deliveryTime,
        decidedAt,
        sentAt: now,
        summary: texts[locales[market].language].DeliveryBooked.summary,
        location: `${street}, ${city}`,
        description: link,
      });

/** Writes the mail for what happened, in the language, currency and time zone of the customer's market. */
export const messageFor = (facts: MailFacts, storefrontUrl: string, now: number): Message => {
  const { transaction, orderId, name, email, market } = facts;
  const { language } = locales[market];
  const said = texts[language];
  const { subject, text, button } = said[transaction];
  const link = `${storefrontUrl}/${pages[transaction]}?order=${orderId}`;
  const content: Content = {
    language,
    subject,
    greeting: said.hello(name),
    paragraphs: [...text],
    rows: rowsOf[transaction](facts),
    button,
    link,
    goodbye: [said.goodbye, said.sender],
    footer: said.footer(orderId),
  };
  const calendar = transaction === 'DeliveryBooked' ? invitationFor(facts, link, now) : undefined;
  return {
    sender: said.sender,
    to: { name, address: email },
    subject,
    text: textOf(content),
    html: htmlOf(content),
    ...(calendar && { calendar }),
  };
};
