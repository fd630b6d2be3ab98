/** The lines of the cart that are still sold, each with its product, at today's prices. */
export const sellable = (lines, catalogue) =>
  lines
    .filter(({ sku }) => catalogue.has(sku))
    .map(({ sku, quantity }) => ({ quantity, product: catalogue.get(sku) }));

/** What sellable lines cost today, in US cents. */
export const totalOf = (sold) =>
  sold.reduce((sum, { quantity, product }) => sum + quantity * product.price, 0);

/**
 * What each line of an order cost in hundredths of its local currency, adding up to `localPrice` exactly. The same
 * as localLinePrices in src/contracts/money.ts; a test holds both against each other.
 */
export const localLinePrices = (lines, localPrice) => {
  const prices = lines.map(({ quantity, unitPrice }) => BigInt(quantity * unitPrice));
  const total = prices.reduce((sum, price) => sum + price, 0n);
  if (total === 0n) return lines.map(() => 0);
  const shares = prices.map((price) => price * BigInt(localPrice));
  const floors = shares.map((share) => Number(share / total));
  const left = localPrice - floors.reduce((sum, floor) => sum + floor, 0);
  const favoured = shares
    .map((share, line) => ({ line, remainder: share % total }))
    .sort((a, b) => Number(b.remainder - a.remainder))
    .slice(0, left)
    .map(({ line }) => line);
  return floors.map((floor, line) => floor + (favoured.includes(line) ? 1 : 0));
};

/** What has changed since the customer saw the prices: `{ sku, before, product }`, without product when no longer sold. */
export const changesIn = (lines, catalogue) =>
  lines
    .map(({ sku, price }) => ({ sku, before: price, product: catalogue.get(sku) }))
    .filter(({ before, product }) => product?.price !== before);
