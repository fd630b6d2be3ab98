import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A browser that can be started: its program, and what its environment must hold besides. */
export interface Chromium {
  executablePath: string;
  env: Record<string, string>;
}

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

// `npm ci` empties it together with the package that it comes from.
const UNPACKED = resolve('node_modules/.cache/chromium');

const UNPACK = `import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())`;

// The package's own settings name /tmp. With its fonts alone, text is equally wide wherever the tests run.
const fontsConf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts', 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;

const unpack = (folder: string): void => {
  mkdirSync(dirname(folder), { recursive: true });
  // Another process may do the same at this moment: nobody must see a half of it.
  const half = mkdtempSync(`${folder}-`);
  // It unpacks to the temporary folder, and its libraries (NSS, expat) only where it takes the machine for Lambda.
  const env = { ...process.env, TMPDIR: half, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };
  execFileSync(process.execPath, ['--eval', UNPACK], { env, stdio: 'inherit' });
  writeFileSync(join(half, 'fonts.conf'), fontsConf(folder));
  try {
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
};

/** The Chromium that came with `npm ci`, unpacked once; with fonts, and with libraries that a bare Linux lacks. */
const broughtAlong = (): Chromium => {
  if (!existsSync(UNPACKED)) unpack(UNPACKED);
  const libraries = [join(UNPACKED, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean);
  return {
    executablePath: join(UNPACKED, 'chromium'),
    env: { FONTCONFIG_FILE: join(UNPACKED, 'fonts.conf'), LD_LIBRARY_PATH: libraries.join(':') },
  };
};

/**
 * The browser for the tests: CHROME_PATH, or a Chrome in one of the usual places, or on Linux the one that npm brought.
 * Throws with advice where there is none.
 */
export const chromium = (): Chromium => {
  const given = process.env['CHROME_PATH'];
  if (given && !existsSync(given)) throw new Error(`CHROME_PATH says ${given}, but there is no such file.`);
  const found = given || USUAL_PLACES.find((place) => existsSync(place));
  if (found) return { executablePath: found, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return broughtAlong();
  throw new Error(
    'The browser tests need Chrome or Chromium, and npm brings one to Linux on x64 only: install it, or set CHROME_PATH to it.',
  );
};
