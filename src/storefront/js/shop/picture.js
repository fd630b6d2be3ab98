import { element } from './dom.js';

/** The picture of a plant, whose name stands beside it; `more` are further attributes. */
export const picture = (sku, more = {}) =>
  element('img', { src: `/img/${sku}.svg`, alt: '', width: 364, height: 437, ...more });

/** The same, small. */
export const thumbnail = (sku) => picture(sku, { class: 'thumbnail' });
