// Runs before the first paint, so that nobody sees a page change its language: the address decides (?market=MX),
// then the last choice, then the browser. The modules read the outcome from <html lang data-market>.
(() => {
  // No module has run yet, so the next line is written by `npm run docs` from src/contracts/markets.json.
  const languages = { US: 'en', MX: 'es' };
  const marketNames = Object.keys(languages);
  const saved = () => {
    try {
      return JSON.parse(localStorage.getItem('acme.preferences')) ?? {};
    } catch {
      return {};
    }
  };
  const save = (market) => {
    try {
      localStorage.setItem('acme.preferences', JSON.stringify({ market, language: languages[market] }));
      // Applied once: what the customer chooses after that counts, on a reload too.
      const address = new URL(location.href);
      address.searchParams.delete('market');
      history.replaceState(history.state, '', address);
    } catch {
      // Where storing is forbidden the choice holds for this page.
    }
  };
  const isMarket = (market) => typeof market === 'string' && Object.hasOwn(languages, market);
  const given = new URLSearchParams(location.search).get('market')?.toUpperCase();
  if (isMarket(given)) save(given);
  const { market, language } = isMarket(given) ? { market: given } : saved();
  const root = document.documentElement;
  // The market that the browser is set to, else the first that speaks its language, else the first.
  const wanted = navigator.language ?? '';
  const browsers =
    marketNames.find((each) => wanted === `${languages[each]}-${each}`) ??
    marketNames.find((each) => wanted.split('-')[0].toLowerCase() === languages[each]) ??
    marketNames[0];
  root.dataset.market = isMarket(market) ? market : browsers;
  root.lang = Object.values(languages).includes(language) ? language : languages[root.dataset.market];
  root.dataset.chosen = isMarket(market) ? 'yes' : 'no';
})();
