import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { eventPage } from './eventPage.ts';
import { statusModule } from './statusModule.ts';

// Writes what is made from the contracts; with --check it only tells whether that is needed.

const files = {
  'docs/events.md': eventPage,
  'src/storefront/js/orderStatuses.js': statusModule,
};

for (const [file, make] of Object.entries(files)) {
  const text = await format(make(), { ...(await resolveConfig(file)), filepath: file });
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`${file} is not what the contracts say: run "npm run docs"`);
    process.exitCode = 1;
  }
}
