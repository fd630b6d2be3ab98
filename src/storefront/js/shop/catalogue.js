/** Loads the plants that we sell, by SKU; prices are in US cents. `isFresh` asks the server, not the browser's cache. */
export const loadCatalogue = async ({ isFresh = false } = {}) => {
  const response = await fetch('/catalogue.json', { cache: isFresh ? 'no-cache' : 'default' });
  if (!response.ok) throw new Error(`The catalogue answers ${response.status}`);
  const products = await response.json();
  return new Map(products.map((product) => [product.sku, product]));
};
