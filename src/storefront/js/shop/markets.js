// Written by `npm run docs` from src/contracts/markets.json.

/** All that differs between the markets and between the customer types; src/contracts/markets.ts says what each part is. */
export const shopFacts = {
  languages: { en: 'English', es: 'Español' },
  currencies: {
    USD: { rate: 1, name: { en: 'dollars', es: 'dólares' } },
    MXN: { rate: 20, name: { en: 'pesos', es: 'pesos' } },
  },
  providers: { blankOfAmerica: 'Blank of America', elBancoBlanco: 'El Banco Blanco' },
  customerTypes: {
    B2C: {
      name: { en: 'An individual', es: 'Una persona' },
      many: { en: 'individuals', es: 'las personas' },
    },
    B2B: {
      name: { en: 'A business', es: 'Una empresa' },
      many: { en: 'businesses', es: 'las empresas' },
      orgNumber: { fewestDigits: 6, mostDigits: 20 },
    },
  },
  markets: {
    US: {
      name: { en: 'United States', es: 'Estados Unidos' },
      language: 'en',
      currency: 'USD',
      provider: 'blankOfAmerica',
      timeZone: 'America/New_York',
      clocks: { en: 'New York', es: 'Nueva York' },
      terms: { B2C: { pays: 'atOnce' }, B2B: { pays: 'byInvoice' } },
    },
    MX: {
      name: { en: 'Mexico', es: 'México' },
      language: 'es',
      currency: 'MXN',
      provider: 'elBancoBlanco',
      timeZone: 'America/Mexico_City',
      clocks: { en: 'Mexico City', es: 'Ciudad de México' },
      terms: {
        B2C: { pays: 'atOnce' },
        B2B: {
          refused: {
            en: 'We do not serve businesses in Mexico yet. Choose the United States, or order as an individual.',
            es: 'Todavía no atendemos a empresas en México. Elige Estados Unidos o pide como persona.',
          },
        },
      },
    },
  },
};

/** The markets, currencies and customer types, each by its code. */
export const { markets, currencies, customerTypes } = shopFacts;

/** The languages that the pages speak. */
export const languages = Object.keys(shopFacts.languages);
