import { randomUUID } from 'node:crypto';
import { catalogue } from '../../src/contracts/catalogue.ts';
import type { Random } from './random.ts';

const plants = [...catalogue.values()];

/** What banks are told to do with some customers, by a tag in the e-mail (src/bank/obedience.ts). */
const TAGS = ['', '', '', '', '', '', '', '', '+payment-declines', '+payment-loses', '+payment-refuses'];

/** What one customer is like: drawn at once, so that he is the same for the same seed whatever the shop does. */
export const drawn = (random: Random, index: number) => {
  const market = random.chance(0.5) ? 'US' : 'MX';
  const isBusiness = market === 'US' && random.chance(0.15);
  const lines = random
    .shuffled(plants)
    .slice(0, 1 + Math.floor(random.next() * 3))
    .map(({ sku, price }) => ({ sku, price, quantity: 1 + Math.floor(random.next() * 3) }));
  return {
    request: {
      name: `Customer ${index}`,
      email: `customer-${index}${random.pick(TAGS)}@example.com`,
      phone: '+1 212 555 0100',
      street: '1 Garden Row',
      city: 'New York',
      market,
      customerType: isBusiness ? 'B2B' : 'B2C',
      ...(isBusiness && { orgNumber: String(100_000 + (index % 100)) }),
      lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
      totalPrice: lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
    },
    key: randomUUID(),
    tries: random.chance(0.05) ? 1 : 200,
    hasTwoTabs: random.chance(0.06),
    // Then the other tab's cart may be another one.
    isEdited: random.chance(0.5),
    looks: random.chance(0.5) ? 15 : 2,
    books: random.chance(0.6),
    changes: random.chance(0.1),
    place: random.next(),
    operator: random.next(),
    pauseMs: random.between(500, 2000),
  };
};

/** A customer and what he is going to do. */
export type Customer = ReturnType<typeof drawn>;

/** The same customer with one plant more. */
export const edited = (customer: Customer): Customer => {
  const [{ sku, quantity }, ...lines] = customer.request.lines as [{ sku: string; quantity: number }];
  const totalPrice = customer.request.totalPrice + catalogue.get(sku)!.price;
  return {
    ...customer,
    request: { ...customer.request, lines: [{ sku, quantity: quantity + 1 }, ...lines], totalPrice },
  };
};
