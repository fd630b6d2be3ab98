import { catalogue } from '../contracts/catalogue.ts';
import type { OrderLine } from '../contracts/events.ts';
import type { Currency, CustomerType, Market } from '../contracts/fields.ts';
import { type FieldError, invalid, Problem } from '../contracts/problem.ts';
import type { CreateOrder } from '../contracts/requests.ts';

/** Pesos for a dollar, as the business decided it. */
const PESOS_PER_DOLLAR = 20;

/** How many plants one order may have in all; more is a project, not an order. */
const MAX_PLANTS = 999;

/** How an order is paid: by a provider at once, or by invoice later. */
export type Terms =
  { pays: 'atOnce'; currency: Currency } | { pays: 'byInvoice'; currency: Currency } | { refused: string };

/** The terms of each customer type in each market: a new type or market is a line here. */
export const terms: Record<`${CustomerType}/${Market}`, Terms> = {
  'B2C/US': { pays: 'atOnce', currency: 'USD' },
  'B2C/MX': { pays: 'atOnce', currency: 'MXN' },
  'B2B/US': { pays: 'byInvoice', currency: 'USD' },
  'B2B/MX': { refused: 'we do not serve businesses in Mexico yet' },
};

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

const wantedIn = ({ products, lines }: CreateOrder): Map<string, number> => {
  if ((products === undefined) === (lines === undefined))
    throw invalid({ field: 'products', message: 'send either products or lines' });
  const each = lines ?? (products ?? '').split(',').map((sku) => ({ sku: sku.trim(), quantity: 1 }));
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of each) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  return wanted;
};

const linesOf = (request: CreateOrder): OrderLine[] => {
  const field = request.lines ? 'lines' : 'products';
  const errors: FieldError[] = [];
  const lines: OrderLine[] = [];
  for (const [sku, quantity] of wantedIn(request)) {
    const product = catalogue.get(sku);
    if (product) lines.push({ sku, quantity, unitPrice: product.price });
    else errors.push({ field, message: `"${sku}" is not a product that we sell` });
  }
  const plants = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  if (plants > MAX_PLANTS) errors.push({ field, message: `at most ${MAX_PLANTS} plants in one order` });
  if (errors.length > 0) throw invalid(...errors);
  return lines;
};

const orgNumberOf = ({ customerType, orgNumber }: CreateOrder): { orgNumber?: string } => {
  if (customerType === 'B2C') return {};
  const number = String(orgNumber ?? '').replaceAll(/[ -]/g, '');
  if (!/^\d{6,20}$/.test(number))
    throw invalid({
      field: 'orgNumber',
      message: 'a business needs an organisation number of 6 to 20 digits',
    });
  return { orgNumber: number };
};

/**
 * Decides whether we take an order: our products, our prices, and the terms of its customer type and market.
 * Throws INVALID_REQUEST naming the fields, or PRICE_CHANGED with the `expectedTotal` in US cents.
 */
export const acceptable = (request: CreateOrder): AcceptableOrder => {
  const { customerType, market } = request;
  const applied = terms[`${customerType}/${market}`];
  if ('refused' in applied) throw invalid({ field: 'market', message: applied.refused });
  const orgNumber = orgNumberOf(request);
  const lines = linesOf(request);
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
    localPrice: applied.currency === 'MXN' ? totalPrice * PESOS_PER_DOLLAR : totalPrice,
    currency: applied.currency,
    chargedAtOnce: applied.pays === 'atOnce',
    ...orgNumber,
  };
};
