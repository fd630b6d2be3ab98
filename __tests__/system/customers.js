import catalogue from '../../src/storefront/catalogue.json' with { type: 'json' };

const names = [
  `Ann "Annie" O'Hara; DROP TABLE orders`,
  'José Ángel Muñoz-Peña',
  '🌵 Cactus Jack 🪴',
  'أحمد بن علي الخطيب',
  '<b>Bobby</b> & <script>alert(1)</script>',
  'Łucja Żółć \\ 100% {{name}} ${name}',
  '松本 さくら',
  'x'.repeat(100),
];

const kinds = [
  { customerType: 'B2C', market: 'US', city: 'New York' },
  { customerType: 'B2C', market: 'MX', city: 'Ciudad de México' },
  { customerType: 'B2B', market: 'US', city: 'Boston', orgNumber: '5560360793' },
];

/** The order of the nth customer: names, markets, customer types and plants take turns. */
export const orderOf = (index, testId) => {
  const plants = Array.from(
    { length: 1 + (index % 4) },
    (_, plant) => catalogue[(index * 3 + plant) % catalogue.length],
  );
  return {
    ...kinds[index % kinds.length],
    name: names[index % names.length],
    email: `customer-${index}.test-${testId}@example.com`,
    phone: '+1 (212) 555-0100',
    street: `${index + 1} Garden Row`,
    products: plants.map(({ sku }) => sku).join(','),
    totalPrice: plants.reduce((sum, { price }) => sum + price, 0),
    testId,
  };
};
