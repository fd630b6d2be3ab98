import { element } from './dom.js';

/** A small picture of a plant; its name stands beside it. */
export const thumbnail = (sku) =>
  element('img', { class: 'thumbnail', src: `/img/${sku}.svg`, alt: '', width: 364, height: 437 });
