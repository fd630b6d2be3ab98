import type { Words } from './markets.ts';
import products from '../storefront/catalogue.json' with { type: 'json' };

/** A plant that we sell. `price` is in US cents; the storefront reads the same file, so that there is one price. */
export interface Product {
  sku: string;
  price: number;
  name: Words;
}

/** Every plant that we sell, by its SKU. */
export const catalogue: ReadonlyMap<string, Product> = new Map(
  products.map((product) => [product.sku, product]),
);
