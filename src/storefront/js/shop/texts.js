import { formTexts } from '../texts/form.js';
import { orderTexts } from '../texts/order.js';
import { shopTexts } from '../texts/shop.js';
import { languages } from './markets.js';
import { preferences } from './preferences.js';

/** Everything that the pages say: for each key the English words and the Spanish ones, or functions that make them. */
export const texts = { ...shopTexts, ...formTexts, ...orderTexts };

/** The words for a key in the language of the page. */
export const text = (key, ...values) => {
  const words = texts[key][languages.indexOf(preferences.language)];
  return typeof words === 'function' ? words(...values) : words;
};

/** Puts the words for their keys into everything that is marked with data-text (-label, -content). */
export const translate = (root = document) => {
  for (const node of root.querySelectorAll('[data-text]')) node.textContent = text(node.dataset.text);
  for (const node of root.querySelectorAll('[data-text-label]'))
    node.setAttribute('aria-label', text(node.dataset.textLabel));
  for (const node of root.querySelectorAll('[data-text-content]'))
    node.setAttribute('content', text(node.dataset.textContent));
};
