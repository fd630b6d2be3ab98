import { localeOf, type Market, type ShopFacts } from '../../src/contracts/markets.ts';

/** Where the pages stand. */
const PAGES = 'src/storefront/pages';
const SITE = 'https://acmecorp.xyz/';

const replaced = (text: string, part: RegExp, by: string): string => {
  if (!part.test(text)) throw new Error(`there is nothing like ${part} to be written anew`);
  return text.replace(part, () => by);
};

const marketsModule = (
  facts: ShopFacts,
): string => `// Written by \`npm run docs\` from src/contracts/markets.json.

/** All that differs between the markets and between the customer types; src/contracts/markets.ts says what each part is. */
export const shopFacts = ${JSON.stringify(facts)};

/** The markets, currencies and customer types, each by its code. */
export const { markets, currencies, customerTypes } = shopFacts;

/** The languages that the pages speak. */
export const languages = Object.keys(shopFacts.languages);
`;

const languagesLine = ({ markets }: ShopFacts): string => {
  const languages = Object.entries(markets).map(([market, { language }]) => `${market}: '${language}'`);
  return `const languages = { ${languages.join(', ')} };`;
};

const choices = (name: string, facts: Record<string, { name: { en: string } }>): string =>
  Object.entries(facts)
    .map(
      ([code, { name: words }], index) =>
        `<label class="choice"><input type="radio" name="${name}" value="${code}" ${index === 0 ? 'checked ' : ''}/><span data-text="${code}">${words.en}</span></label>`,
    )
    .join('\n');

const alternates = ({ markets }: ShopFacts, link: string, indent: string): string => {
  const places = Object.entries(markets).map(([market, { language }]) => [
    localeOf(market as Market, language),
    `${SITE}?market=${market}`,
  ]);
  return [...places, ['x-default', SITE]]
    .map(([locale, address]) => `${indent}<${link} rel="alternate" hreflang="${locale}" href="${address}" />`)
    .join('');
};

/** A file of the storefront that says something of the markets, and how it is written anew. */
export interface FactFile {
  file: string;
  /** The part that is ours; all of it where that is missing. */
  part?: RegExp;
  write(text: string, facts: ShopFacts): string;
}

const factsIn = (
  file: string,
  part: RegExp,
  write: (facts: ShopFacts) => string,
): FactFile & { part: RegExp } => ({
  file,
  part,
  write: (text, facts) => replaced(text, part, write(facts)),
});

const choicesIn = (file: string, name: 'market' | 'customerType', kind: 'markets' | 'customerTypes') =>
  factsIn(file, new RegExp(`(?<=<div class="choices" id="${name}-choices">)[\\s\\S]*?(?=</div>)`), (facts) =>
    choices(name, facts[kind]),
  );

/** What pages must know of the markets before any module runs, or stands in them for those who run none. */
export const factFiles: FactFile[] = [
  { file: 'src/storefront/js/shop/markets.js', write: (_, facts) => marketsModule(facts) },
  factsIn('src/storefront/js/shop/chooseLanguage.js', /const languages = \{[^}]*\};/, languagesLine),
  choicesIn(`${PAGES}/cart.html`, 'customerType', 'customerTypes'),
  choicesIn(`${PAGES}/cart.html`, 'market', 'markets'),
  factsIn(`${PAGES}/index.html`, /(\s*<link rel="alternate" hreflang=[^>]*>)+/, (facts) =>
    alternates(facts, 'link', '\n    '),
  ),
  factsIn('src/storefront/sitemap.xml', /(\s*<xhtml:link rel="alternate"[^>]*>)+/, (facts) =>
    alternates(facts, 'xhtml:link', '\n    '),
  ),
];
