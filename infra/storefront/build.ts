import { parseArgs } from 'node:util';
import { buildSite } from './site.ts';

// Puts the storefront's site together. Netlify runs this file with Node alone: it imports no package.

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: 'src' },
    to: { type: 'string', default: '.site' },
    // Only the site that customers see reaches the API; netlify.toml says which that is.
    api: { type: 'boolean', default: false },
  },
});
try {
  await buildSite(values);
  console.log(`The site is in ${values.to}`);
} catch (problem) {
  console.error(problem instanceof Error ? problem.message : problem);
  process.exitCode = 1;
}
