import type { OrderLine } from './events.ts';

/**
 * What each line costs in hundredths of the local currency, so that the lines add up to `localPrice` exactly:
 * each gets its share rounded down, and what is left goes, one by one, to those that lost most (largest remainder).
 */
export const localLinePrices = (
  lines: readonly Pick<OrderLine, 'quantity' | 'unitPrice'>[],
  localPrice: number,
): number[] => {
  // BigInt, because price times price is more than a number holds exactly.
  const prices = lines.map(({ quantity, unitPrice }) => BigInt(quantity * unitPrice));
  const total = prices.reduce((sum, price) => sum + price, 0n);
  if (total === 0n) return lines.map(() => 0);
  const shares = prices.map((price) => price * BigInt(localPrice));
  const floors = shares.map((share) => Number(share / total));
  const left = localPrice - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = shares
    .map((share, line) => ({ line, remainder: share % total }))
    .sort((a, b) => Number(b.remainder - a.remainder));
  const favoured = new Set(byRemainder.slice(0, left).map(({ line }) => line));
  return floors.map((floor, line) => floor + (favoured.has(line) ? 1 : 0));
};
