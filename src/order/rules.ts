import { catalogue } from '../contracts/catalogue.ts';
import type { OrderLine } from '../contracts/events.ts';
import { type Currency, type CustomerTypeFacts, shopFacts } from '../contracts/markets.ts';
import { type FieldError, invalid, Problem } from '../contracts/problem.ts';
import type { CreateOrder } from '../contracts/requests.ts';

/** How many plants one order may have in all; more is a project, not an order. */
const MAX_PLANTS = 999;

/** An order that follows the rules. `totalPrice` is in US cents, `localPrice` in hundredths of `currency`. */
export interface AcceptableOrder {
  lines: OrderLine[];
  products: string;
  totalPrice: number;
  localPrice: number;
  currency: Currency;
  chargedAtOnce: boolean;
  orgNumber?: string;
}

/** A plant of an order and what one of it costs, in US cents. */
export type PricedLine = Pick<OrderLine, 'sku' | 'unitPrice'>;

/** What a plant costs, in US cents; undefined for what we don't sell. */
export type PriceOf = (sku: string) => number | undefined;

const inCatalogue: PriceOf = (sku) => catalogue.get(sku)?.price;

/** What is wanted, however it was written down: how many of each plant, in the order of SKUs. */
export const wantedIn = ({ products, lines }: CreateOrder): { sku: string; quantity: number }[] => {
  if ((products === undefined) === (lines === undefined))
    throw invalid({ field: 'products', message: 'send either products or lines' });
  const each = lines ?? (products ?? '').split(',').map((sku) => ({ sku: sku.trim(), quantity: 1 }));
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of each) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  return [...wanted.keys()].sort().map((sku) => ({ sku, quantity: wanted.get(sku)! }));
};

const linesOf = (request: CreateOrder, priceOf: PriceOf): OrderLine[] => {
  const field = request.lines ? 'lines' : 'products';
  const errors: FieldError[] = [];
  const lines: OrderLine[] = [];
  for (const { sku, quantity } of wantedIn(request)) {
    const unitPrice = priceOf(sku);
    if (unitPrice !== undefined) lines.push({ sku, quantity, unitPrice });
    else errors.push({ field, message: `"${sku}" is not a product that we sell` });
  }
  const plants = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  if (plants > MAX_PLANTS) errors.push({ field, message: `at most ${MAX_PLANTS} plants in one order` });
  if (errors.length > 0) throw invalid(...errors);
  return lines;
};

const orgNumberOf = (
  { orgNumber }: CreateOrder,
  { name, orgNumber: asked }: CustomerTypeFacts,
): { orgNumber?: string } => {
  if (!asked) return {};
  const { fewestDigits, mostDigits } = asked;
  const number = String(orgNumber ?? '').replaceAll(/[ -]/g, '');
  if (!/^\d+$/.test(number) || number.length < fewestDigits || number.length > mostDigits)
    throw invalid({
      field: 'orgNumber',
      message: `${name.en} needs an organisation number of ${fewestDigits} to ${mostDigits} digits`,
    });
  return { orgNumber: number };
};

/**
 * Decides whether we take an order: our products, our prices, and the terms of its customer type and market.
 * Throws INVALID_REQUEST naming the fields, or PRICE_CHANGED with the `expectedTotal` in US cents.
 */
export const acceptable = (
  request: CreateOrder,
  { markets, customerTypes, currencies } = shopFacts,
  priceOf: PriceOf = inCatalogue,
): AcceptableOrder => {
  const { currency, terms } = markets[request.market];
  const applied = terms[request.customerType];
  if ('refused' in applied) throw invalid({ field: 'market', message: applied.refused.en });
  const orgNumber = orgNumberOf(request, customerTypes[request.customerType]);
  const lines = linesOf(request, priceOf);
  const totalPrice = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  if (totalPrice !== request.totalPrice)
    throw new Problem(
      'PRICE_CHANGED',
      'The total is not what these plants cost today. Please check it and order again.',
      {
        errors: [{ field: 'totalPrice', message: `is ${totalPrice} US cents today` }],
        expectedTotal: totalPrice,
      },
    );
  return {
    lines,
    products: lines.flatMap(({ sku, quantity }) => Array<string>(quantity).fill(sku)).join(','),
    totalPrice,
    localPrice: totalPrice * currencies[currency].rate,
    currency,
    chargedAtOnce: applied.pays === 'atOnce',
    ...orgNumber,
  };
};
