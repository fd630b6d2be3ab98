/** What differs between the countries we sell in. Prices are US cents; a market's money is `perDollar` times as much. */
export const markets = {
  US: { language: 'en', currency: 'USD', timeZone: 'America/New_York', perDollar: 1 },
  MX: { language: 'es', currency: 'MXN', timeZone: 'America/Mexico_City', perDollar: 20 },
};
