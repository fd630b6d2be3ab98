import written from './markets.json' with { type: 'json' };

/** Where a customer lives, which decides currency, language, time zone and bank. The codes are ISO 3166's. */
export type Market = keyof typeof written.markets;

/** Whether a customer is a business or an individual. */
export type CustomerType = keyof typeof written.customerTypes;

/** The currencies that markets pay in, as in ISO 4217. */
export type Currency = keyof typeof written.currencies;

/** The languages that pages and mails are written in. */
export type Language = keyof typeof written.languages;

/** The payment providers. */
export type ProviderId = keyof typeof written.providers;

/** Words in each language. */
export type Words = Record<Language, string>;

/** How a customer type pays in a market: a provider charges at once, or an invoice follows; or why it is not served. */
export type Terms = { pays: 'atOnce' | 'byInvoice' } | { refused: Words };

/** What the shop knows of a currency: `rate` is how many hundredths of it one US cent makes, a whole number. */
export interface CurrencyFacts {
  rate: number;
  name: Words;
}

/** What the shop knows of a customer type; one with `orgNumber` must tell an organisation number of so many digits. */
export interface CustomerTypeFacts {
  name: Words;
  /** The plural, as in "a las empresas les enviamos factura". */
  many: Words;
  orgNumber?: { fewestDigits: number; mostDigits: number };
}

/** What the shop knows of a market; `clocks` is the place by whose clocks deliveries are made, in `timeZone`. */
export interface MarketFacts {
  name: Words;
  language: Language;
  currency: Currency;
  provider: ProviderId;
  timeZone: string;
  clocks: Words;
  terms: Record<CustomerType, Terms>;
}

/** All that differs between the markets and between the customer types. */
export interface ShopFacts {
  languages: Record<Language, string>;
  currencies: Record<Currency, CurrencyFacts>;
  providers: Record<ProviderId, string>;
  customerTypes: Record<CustomerType, CustomerTypeFacts>;
  markets: Record<Market, MarketFacts>;
}

// TypeScript reads every string of a JSON file as `string`. So it checks that nothing is missing here, and
// mistakesIn (infra/docs/marketMistakes.ts) in `npm run check` that every name leads somewhere.
type AsWritten<T> = T extends string
  ? string
  : T extends object
    ? { [Key in keyof T]: AsWritten<T[Key]> }
    : T;

/** What markets.json says; the storefront reads the same. */
export const shopFacts = written satisfies AsWritten<ShopFacts> as ShopFacts;

/** The market of who says nothing of one: the first in the file. */
export const HOME_MARKET = Object.keys(shopFacts.markets)[0] as Market;

/** How a market writes numbers and dates in a language: en-US, es-MX. */
export const localeOf = (market: Market, language: Language): string => `${language}-${market}`;
