import { existsSync } from 'node:fs';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where the browser for the tests is: CHROME_PATH, or the usual places. Throws with advice where there is none. */
export const chromiumPath = (): string => {
  const given = process.env['CHROME_PATH'];
  const found = given ? [given].find(existsSync) : USUAL_PLACES.find(existsSync);
  if (found) return found;
  throw new Error(
    given
      ? `CHROME_PATH says ${given}, but there is no such file.`
      : 'The browser tests need Chromium or Chrome. Install it (on Debian: apt-get install chromium), or set CHROME_PATH to it.',
  );
};
