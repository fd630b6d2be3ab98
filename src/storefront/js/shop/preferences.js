import { languages, markets } from './markets.js';
import { store, stored } from './storage.js';

const KEY = 'acme.preferences';
const root = document.documentElement;
const listeners = new Set();

/** The market that the customer shops in and the language that the page speaks. */
export const preferences = {
  get market() {
    return root.dataset.market;
  },
  get language() {
    return root.lang;
  },
  /** False while both are only guessed from the browser. */
  get areChosen() {
    return root.dataset.chosen === 'yes';
  },
};

const apply = ({ market = preferences.market, language = preferences.language }) => {
  if (market === preferences.market && language === preferences.language) return;
  root.dataset.market = market;
  root.lang = language;
  listeners.forEach((listener) => listener());
};

/** Remembers a choice of market, of language or of both, and tells the page. */
export const choose = (choice) => {
  root.dataset.chosen = 'yes';
  store(KEY, { market: preferences.market, language: preferences.language, ...choice });
  apply(choice);
};

/** Shops in a market and speaks its language: what most people want. */
export const chooseMarket = (market) => choose({ market, language: markets[market].language });

/** Speaks a market's language on this page where the customer has not chosen one, as for a link in a mail. */
export const suggestMarket = (market) => {
  if (!preferences.areChosen) apply({ market, language: markets[market].language });
};

/** Calls `listener` after each change of market or language. */
export const onPreferencesChange = (listener) => listeners.add(listener);

const follow = () => {
  const { market, language } = stored(KEY) ?? {};
  if (Object.hasOwn(markets, market) && languages.includes(language)) apply({ market, language });
};

// The choice may have been made in another tab, or while this page slept in the browser's cache.
addEventListener('storage', ({ key }) => {
  if (key === KEY) follow();
});
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) follow();
});
