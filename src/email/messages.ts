import { shopFacts, type ShopFacts } from '../contracts/markets.ts';
import type { CalendarFile } from './calendar.ts';
import type { MailFacts } from './facts.ts';
import { kinds, type MailKind } from './kinds.ts';
import { type Content, htmlOf, textOf } from './layout.ts';
import { readerIn } from './reader.ts';

/** A mail that is ready to be sent. */
export interface Message {
  sender: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  calendar?: CalendarFile;
}

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
  const { subject, button } = said[transaction];
  // A mail's facts and its kind have the same name; TypeScript can't follow that through a union.
  const kind = kinds[transaction] as MailKind<MailFacts>;
  const link = `${storefrontUrl}/${kind.page}?order=${orderId}`;
  const content: Content = {
    language: shop.markets[market].language,
    subject,
    greeting: said.hello(name),
    paragraphs: kind.paragraphs(facts, reader),
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
