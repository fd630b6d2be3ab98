import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marketMistakes } from '../../../infra/docs/marketMistakes.ts';
import { factFiles } from '../../../infra/docs/storefrontFacts.ts';
import { Currency, CustomerType, Market } from '../../../src/contracts/fields.ts';
import { shopFacts } from '../../../src/contracts/markets.ts';
import { aThirdMarket } from './thirdMarket.ts';

const codes = [
  ...Object.keys(shopFacts.currencies),
  ...Object.keys(shopFacts.markets),
  ...Object.keys(shopFacts.customerTypes),
];

// As a string, as a key, and as an attribute's value or the end of an address; "US cents" in a comment is none of these.
const CODE = new RegExp(
  `['"\`=/](${codes.join('|')})['"\`/]|^\\s*(${codes.join('|')}):|=== *(${codes.join('|')})`,
  'm',
);
const FACT = new RegExp(
  Object.values(shopFacts.markets)
    .flatMap(({ timeZone, provider }) => [timeZone, shopFacts.providers[provider]])
    .join('|'),
);

// The graph's enums have no other form; the migrations' checks are being removed.
const ELSEWHERE = /^src\/contracts\/markets\.json$|\.graphql$|\.sql$|\.svg$/;

const withoutFacts = (file: string): string =>
  factFiles
    .filter((each) => each.file === file)
    .reduce((text, { part }) => (part ? text.replace(part, '') : ''), readFileSync(file, 'utf8'));

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => join('src', file))
  .filter((file) => /\.\w+$/.test(file) && !ELSEWHERE.test(file));

type Path = string[];

const without = (path: Path): unknown => {
  const facts = structuredClone(aThirdMarket) as unknown as Record<string, unknown>;
  const parent = path.slice(0, -1).reduce((part, key) => part[key] as Record<string, unknown>, facts);
  delete parent[path.at(-1)!];
  return facts;
};

const pathsIn = (facts: object, base: string[]): Path[] =>
  Object.entries(facts).flatMap(([key, value]: [string, unknown]) => [
    [...base, key],
    ...(typeof value === 'object' ? pathsIn(value as object, [...base, key]) : []),
  ]);

const { markets, customerTypes, currencies } = aThirdMarket as unknown as Record<
  string,
  Record<string, object>
>;

const partsOfTheNew = [
  ...pathsIn(markets!['PE']!, ['markets', 'PE']),
  ...pathsIn(customerTypes!['SCHOOL']!, ['customerTypes', 'SCHOOL']),
  ...pathsIn(currencies!['PEN']!, ['currencies', 'PEN']),
  ['currencies', 'PEN'],
  ['providers', 'bancoAndino'],
  ['customerTypes', 'SCHOOL'],
  ['markets', 'US', 'terms', 'SCHOOL'],
]
  // Not every customer type has a number.
  .filter((path) => path.at(-1) !== 'orgNumber') as Path[];

describe('What differs between markets', () => {
  test('stands in markets.json and in no other source', () => {
    const findings = sources.flatMap((file) => {
      const text = withoutFacts(file);
      const found = CODE.exec(text)?.[0] ?? FACT.exec(text)?.[0];
      return found === undefined ? [] : [`${file}: ${found.trim()}`];
    });
    expect(sources.length).toBeGreaterThan(100);
    expect(findings).toEqual([]);
  });

  test('decides which orders the contracts know', () => {
    expect([Market.options, CustomerType.options, Currency.options]).toEqual(
      [shopFacts.markets, shopFacts.customerTypes, shopFacts.currencies].map((facts) => Object.keys(facts)),
    );
  });

  test('has no mistakes, neither as it is nor with a third market', () => {
    expect(marketMistakes(shopFacts)).toEqual([]);
    expect(marketMistakes(aThirdMarket)).toEqual([]);
  });

  test.each(partsOfTheNew.map((path) => [path.join('.'), path] as const))(
    'is half added without %s',
    (_, path) => {
      expect(marketMistakes(without(path))).not.toEqual([]);
    },
  );

  const peru = (changes: object) => ({
    ...aThirdMarket,
    markets: { ...aThirdMarket.markets, PE: { ...markets!['PE'], ...changes } },
  });

  test.each([
    ['a currency that nobody knows', { currency: 'XXX' }, 'markets.PE.currency'],
    ['a language that nobody speaks', { language: 'pt' }, 'markets.PE.language'],
    ['a bank that nobody knows', { provider: 'bancoBlanco' }, 'markets.PE.provider'],
    ['clocks that stand nowhere', { timeZone: 'America/Limaa' }, 'markets.PE.timeZone'],
    ['terms that nobody knows', { terms: { B2C: { pays: 'later' } } }, 'markets.PE.terms.B2C'],
    ['a misspelt part', { timezone: 'America/Lima' }, 'markets.PE'],
  ])('may not have %s', (_, changes, place) => {
    expect(marketMistakes(peru(changes)).join('\n')).toContain(place);
  });

  test.each(['shop', 'form', 'order'])('every text of the pages (%s) is there in each language', (file) => {
    const [texts] = Object.values(
      jest.requireActual<Record<string, Record<string, unknown[]>>>(
        `../../../src/storefront/js/texts/${file}.js`,
      ),
    );
    const languages = Object.keys(shopFacts.languages).length;
    expect(Object.entries(texts!).filter(([, words]) => words.filter(Boolean).length !== languages)).toEqual(
      [],
    );
  });

  test('a rate is a whole number, so that no price ever has a fraction', () => {
    const facts = {
      ...aThirdMarket,
      currencies: { ...currencies, PEN: { ...currencies!['PEN'], rate: 3.75 } },
    };
    expect(marketMistakes(facts).join('\n')).toContain('currencies.PEN.rate');
  });
});
