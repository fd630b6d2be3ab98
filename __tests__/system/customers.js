import shopFacts from '../../src/contracts/markets.json' with { type: 'json' };
import catalogue from '../../src/storefront/catalogue.json' with { type: 'json' };

const { currencies, customerTypes, markets } = shopFacts;

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

const orgNumberOf = ({ orgNumber }) =>
  orgNumber && { orgNumber: '5560360793'.padEnd(orgNumber.fewestDigits, '0').slice(0, orgNumber.mostDigits) };

// Everybody whom we serve: each customer type in each market that does not refuse it.
const kinds = Object.entries(customerTypes).flatMap(([customerType, facts]) =>
  Object.entries(markets)
    .filter(([, { terms }]) => terms[customerType].pays)
    .map(([market, { clocks, language }]) => ({
      customerType,
      market,
      city: clocks[language],
      ...orgNumberOf(facts),
    })),
);

/** What an order costs in its market: `localPrice` in hundredths of `currency`. */
export const localPriceOf = ({ market, totalPrice }) => {
  const { currency } = markets[market];
  return { localPrice: totalPrice * currencies[currency].rate, currency };
};

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
