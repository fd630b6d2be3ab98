import { store, stored } from '../shop/storage.js';

const KEY = 'acme.cart';
// A cart of another version is discarded: an empty cart is a smaller harm than a wrong one.
const VERSION = 1;

/** The most plants that the shop takes in one order, and so the most of one plant (MAX_PLANTS in src/order/rules.ts). */
export const MAX_QUANTITY = 999;

const listeners = new Set();

const isQuantity = (value) => Number.isInteger(value) && value >= 1 && value <= MAX_QUANTITY;

const isLine = (line) =>
  typeof line?.sku === 'string' &&
  isQuantity(line.quantity) &&
  Number.isInteger(line.price) &&
  line.price > 0;

const isCart = (value) =>
  value?.version === VERSION &&
  Array.isArray(value.lines) &&
  value.lines.every(isLine) &&
  new Set(value.lines.map(({ sku }) => sku)).size === value.lines.length;

const read = () => {
  const value = stored(KEY);
  return isCart(value) ? value : { version: VERSION, lines: [] };
};

const tell = () => listeners.forEach((listener) => listener());

const write = (lines) => {
  store(KEY, { version: VERSION, lines });
  tell();
};

/** What is in the cart: per plant its SKU, the quantity, and the price (US cents) that the customer has seen. */
export const cartLines = () => read().lines;

/** How many plants are in the cart. */
export const countPlants = () => cartLines().reduce((sum, { quantity }) => sum + quantity, 0);

/** How many of one plant are in the cart. */
export const quantityOf = (sku) => cartLines().find((line) => line.sku === sku)?.quantity ?? 0;

/** Sets how many of one plant are wanted, at the price that is shown; 0 removes it. */
export const setQuantity = (sku, quantity, price) => {
  const wanted = Math.min(quantity, MAX_QUANTITY);
  const lines = cartLines();
  const line = { sku, quantity: wanted, price };
  if (!lines.some((each) => each.sku === sku)) return wanted > 0 ? write([...lines, line]) : undefined;
  write(lines.map((each) => (each.sku === sku ? line : each)).filter((each) => each.quantity > 0));
};

/** Takes today's prices as seen, and drops plants that are no longer sold. */
export const acceptPrices = (catalogue) =>
  write(
    cartLines()
      .filter(({ sku }) => catalogue.has(sku))
      .map((line) => ({ ...line, price: catalogue.get(line.sku).price })),
  );

/** Takes what was ordered out of the cart; what was added meanwhile, perhaps in another tab, stays. */
export const takeOut = (ordered) =>
  write(
    cartLines()
      .map((line) => ({
        ...line,
        quantity: line.quantity - (ordered.find(({ sku }) => sku === line.sku)?.quantity ?? 0),
      }))
      .filter(({ quantity }) => quantity > 0),
  );

/** Calls `listener` when the cart has changed, here or in another tab. */
export const onCartChange = (listener) => listeners.add(listener);

addEventListener('storage', ({ key }) => {
  if (key === KEY || key === null) tell();
});

// A page that comes back from the browser's cache has slept through all changes.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) tell();
});
