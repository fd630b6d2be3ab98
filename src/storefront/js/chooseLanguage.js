// Runs before the first paint, so that nobody sees a page change its language: the address decides (?market=MX),
// then the last choice, then the browser. The modules read the outcome from <html lang data-market>.
(() => {
  const languages = { US: 'en', MX: 'es' };
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
  const browsers = navigator.language?.toLowerCase().startsWith('es') ? 'MX' : 'US';
  root.dataset.market = isMarket(market) ? market : browsers;
  root.lang = ['en', 'es'].includes(language) ? language : languages[root.dataset.market];
  root.dataset.chosen = isMarket(market) ? 'yes' : 'no';
})();
