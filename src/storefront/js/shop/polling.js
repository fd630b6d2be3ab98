const FIRST_MS = 1000;
const LONGEST_MS = 30_000;

/**
 * Asks again and again, but politely: ever more slowly while there is no news, not while the page is hidden, and
 * not after the end, save once when somebody comes back to the page. `ask` gives 'news', 'nothing' or 'end'; it is asked for the first time after `delay` ms.
 * What it gives takes the asking up again at once, also after the end.
 */
export const poll = (ask, delay = 0) => {
  let timer;
  let quietRounds = 0;
  let isAsking = false;
  let isOver = false;

  const next = async () => {
    clearTimeout(timer);
    if (isOver || isAsking || document.hidden) return;
    isAsking = true;
    const outcome = await ask();
    isAsking = false;
    isOver = outcome === 'end';
    quietRounds = outcome === 'news' ? 0 : quietRounds + 1;
    if (!isOver) timer = setTimeout(next, Math.min(FIRST_MS * 1.5 ** quietRounds, LONGEST_MS));
  };

  const wake = () => {
    isOver = false;
    void next();
  };

  document.addEventListener('visibilitychange', wake);
  addEventListener('pageshow', ({ persisted }) => persisted && wake());
  timer = setTimeout(next, delay);
  return wake;
};
