import fc from 'fast-check';
import type * as z from 'zod/mini';
import { catalogue } from '../../src/contracts/catalogue.ts';
import * as requests from '../../src/contracts/requests.ts';
import { fromContract } from './fromContract.ts';
import { known } from './known.ts';

type Fields = Record<string, unknown>;

interface Line {
  sku: string;
  quantity: number;
}

/** Bodies that a contract allows by its shape. */
export const fieldsOf = (contract: z.ZodMiniType) => fromContract(contract, known()) as fc.Arbitrary<Fields>;

const priceOf = (sku: string) => catalogue.get(sku)?.price ?? 1;

// What no schema says: products or lines, and what they cost.
const asOrdered = (order: Fields): Fields => {
  const { products, lines, ...rest } = order as { products?: string; lines?: Line[] };
  const costs = lines
    ? lines.reduce((sum, { sku, quantity }) => sum + quantity * priceOf(sku), 0)
    : (products ?? 'BB001').split(',').reduce((sum, each) => sum + priceOf(each), 0);
  return { ...rest, ...(lines ? { lines } : { products: products ?? 'BB001' }), totalPrice: costs };
};

/** The same with few of each plant. */
export const few = (fields: Fields): Fields => ({
  ...fields,
  ...(Array.isArray(fields['lines']) && {
    lines: fields['lines'].map((line: Fields) => ({ ...line, quantity: 1 + (Number(line['quantity']) % 9) })),
  }),
});

/** What createOrder takes. */
export const orders = fieldsOf(requests.CreateOrder).map((order) => asOrdered(few(order)));

const linesOf = ({ products, lines }: { products?: string; lines?: Line[] }): Line[] =>
  lines ?? (products ?? '').split(',').map((sku) => ({ sku, quantity: 1 }));

/** The same orders in the words of the public graph. */
export const graphOrders = fc
  .tuple(orders, known()['idempotencyKey']!)
  .map(([order, idempotencyKey]): Fields => {
    const { products: _, lines: __, testId: ___, orgNumber, ...rest } = order;
    return {
      ...rest,
      idempotencyKey,
      ...(orgNumber !== undefined && { orgNumber: String(orgNumber) }),
      lines: linesOf(order).map(({ sku, quantity }) => ({ productId: sku, quantity })),
    };
  });
