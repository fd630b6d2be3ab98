/** The lines of the cart that are still sold, each with its product, at today's prices. */
export const sellable = (lines, catalogue) =>
  lines
    .filter(({ sku }) => catalogue.has(sku))
    .map(({ sku, quantity }) => ({ quantity, product: catalogue.get(sku) }));

/** What sellable lines cost today, in US cents. */
export const totalOf = (sold) =>
  sold.reduce((sum, { quantity, product }) => sum + quantity * product.price, 0);

/** What has changed since the customer saw the prices: `{ sku, before, product }`, without product when no longer sold. */
export const changesIn = (lines, catalogue) =>
  lines
    .map(({ sku, price }) => ({ sku, before: price, product: catalogue.get(sku) }))
    .filter(({ before, product }) => product?.price !== before);
