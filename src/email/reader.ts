import { catalogue } from '../contracts/catalogue.ts';
import { localeOf, type Market, type ShopFacts } from '../contracts/markets.ts';
import { texts, type Texts } from './texts.ts';

/** How a customer reads: the words, and how dates and money are written. */
export interface Reader {
  said: Texts;
  nameOf(sku: string): string;
  money(hundredths: number): string;
  currency: string;
  /** A moment on the clocks of the market, which are named. */
  date(time: number): string;
}

const makeReader = (market: Market, { markets }: Pick<ShopFacts, 'markets'>): Reader => {
  const { language, currency, timeZone, clocks } = markets[market];
  const locale = localeOf(market, language);
  const said = texts[language];
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone });
  return {
    said,
    nameOf: (sku) => catalogue.get(sku)?.name[language] ?? sku,
    money: (hundredths) => money.format(hundredths / 100),
    currency,
    date: (time) => `${date.format(time)} (${said.clocks(clocks[language])})`,
  };
};

// Formats are dear to make and cheap to use.
const readers = new WeakMap<ShopFacts['markets'], Map<Market, Reader>>();

/** How customers of a market read: in its language, currency and time zone. */
export const readerIn = (market: Market, shop: Pick<ShopFacts, 'markets'>): Reader => {
  const known = readers.get(shop.markets) ?? new Map<Market, Reader>();
  readers.set(shop.markets, known);
  const reader = known.get(market) ?? makeReader(market, shop);
  known.set(market, reader);
  return reader;
};
