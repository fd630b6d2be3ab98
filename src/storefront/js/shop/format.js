import { currencies, markets } from './markets.js';
import { preferences } from './preferences.js';

const formats = new Map();

const format = (Kind, locale, options) => {
  const key = `${Kind.name} ${locale} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Kind(locale, options));
  return formats.get(key);
};

const localeOf = (market) => `${preferences.language}-${market}`;

/** Hundredths of a market's currency as money: $150 or $3,000. */
export const localMoney = (hundredths, market) => {
  const { currency } = markets[market];
  const options = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' };
  return format(Intl.NumberFormat, localeOf(market), options).format(hundredths / 100);
};

/** US cents as money of a market. */
export const money = (cents, market = preferences.market) =>
  localMoney(cents * currencies[markets[market].currency].rate, market);

/** Money with the code of its currency, where there must be no doubt: $3,000 MXN. */
export const withCode = (amount, market) =>
  /[A-Z]/.test(amount) ? amount : `${amount} ${markets[market].currency}`;

/** The place by whose clocks a market's deliveries are made. */
export const placeOf = (market) => markets[market].clocks[preferences.language];

const date = (options) => (time, market) =>
  format(Intl.DateTimeFormat, localeOf(market), { timeZone: markets[market].timeZone, ...options }).format(
    time,
  );

/** The day of a moment in a market's time zone: Thursday, November 26. */
export const day = date({ weekday: 'long', month: 'long', day: 'numeric' });

/** The weekday alone. */
export const weekday = date({ weekday: 'long' });

/** The day without its weekday: November 26. */
export const dayOfMonth = date({ month: 'long', day: 'numeric' });

/** The time on a market's clocks: 9:00 AM. */
export const clock = date({ hour: 'numeric', minute: '2-digit' });

/** Day and time, as short as is clear: Nov 26, 9:00 AM. */
export const moment = date({ month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });

/** Day and time of a coming delivery: Thursday, November 26 at 9:00 AM. */
export const dayAndClock = date({
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});
