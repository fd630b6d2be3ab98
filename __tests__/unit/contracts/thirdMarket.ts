import { type Market, shopFacts, type ShopFacts } from '../../../src/contracts/markets.ts';

const { currencies, providers, customerTypes, markets } = shopFacts;

const inTheOthers = Object.fromEntries(
  Object.entries(markets).map(([market, facts]) => [
    market,
    { ...facts, terms: { ...facts.terms, SCHOOL: { pays: 'byInvoice' } } },
  ]),
);

const refused = {
  en: 'We do not serve businesses in Peru yet.',
  es: 'Todavía no atendemos a empresas en Perú.',
};

/** The shop's facts with Peru as a third market, with a currency, a bank and a clock of its own, and schools as a third customer type. */
export const aThirdMarket = {
  ...shopFacts,
  currencies: { ...currencies, PEN: { rate: 4, name: { en: 'soles', es: 'soles' } } },
  providers: { ...providers, bancoAndino: 'Banco Andino' },
  customerTypes: {
    ...customerTypes,
    SCHOOL: {
      name: { en: 'A school', es: 'Un colegio' },
      many: { en: 'schools', es: 'los colegios' },
      orgNumber: { fewestDigits: 11, mostDigits: 11 },
    },
  },
  markets: {
    ...inTheOthers,
    PE: {
      name: { en: 'Peru', es: 'Perú' },
      language: 'es',
      currency: 'PEN',
      provider: 'bancoAndino',
      timeZone: 'America/Lima',
      clocks: { en: 'Lima', es: 'Lima' },
      terms: { B2C: { pays: 'atOnce' }, B2B: { refused }, SCHOOL: { pays: 'byInvoice' } },
    },
  },
} as unknown as ShopFacts;

/** The third market; the contracts of today know only the first two. */
export const PERU = 'PE' as Market;
