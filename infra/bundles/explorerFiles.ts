import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const FILES = [
  ...['page.html', 'start.css', 'start.js'].map((file) => `src/graph/explorer/${file}`),
  ...['graphiql/graphiql.min.css', 'graphiql/graphiql.min.js'].map((file) => `node_modules/${file}`),
  ...['react', 'react-dom'].map((name) => `node_modules/${name}/umd/${name}.production.min.js`),
];

/** What the explorer of the public graph consists of: the texts of its files, by name. */
export const explorerFiles = (): Record<string, string> =>
  Object.fromEntries(FILES.map((file) => [basename(file), readFileSync(file, 'utf8')]));
