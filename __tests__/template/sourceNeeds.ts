import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a function's code reaches outside itself. */
export type Need =
  | 'announce'
  | 'askDatabase'
  | 'askSubgraphs'
  | 'runSql'
  | 'useTransactions'
  | 'payAtProvider'
  | 'keepLedger'
  | 'readQueues'
  | 'replayEvents';

/** The platform's doors to the outside: what is imported from where. */
const DOORS: [need: Need, module: RegExp, name: RegExp][] = [
  ['announce', /platform\/eventBus\.ts$/, /(?<!type )\bannounce\b/],
  ['askDatabase', /platform\/database\.ts$/, /(?<!type )\baskDatabase\b/],
  ['askSubgraphs', /\/invokeSubgraph\.ts$/, /\binvokeSubgraph\b/],
  ['payAtProvider', /platform\/paymentProvider\.ts$/, /(?<!type )\bpaymentProvider\b/],
  ['readQueues', /platform\/queueDepth\.ts$/, /\bmessagesIn\b/],
  ['replayEvents', /platform\/archive\.ts$/, /(?<!type )\barchive\b/],
  ['keepLedger', /^@aws-sdk\/client-s3$/, /\bPutObjectCommand\b/],
  ['runSql', /platform\/rdsData\.ts$/, /(?<!type )\bsql\b/],
  ['useTransactions', /^@aws-sdk\/client-rds-data$/, /\bBeginTransactionCommand\b/],
];

const IMPORT = /^import (?!type\b)([^;]*?) from '([^']+)';/gms;

const importsOf = (file: string): { names: string; module: string }[] =>
  [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, names = '', module = '']) => ({ names, module }));

const filesFrom = (file: string, seen = new Set<string>()): Set<string> => {
  seen.add(file);
  for (const { module } of importsOf(file)) {
    const next = join(dirname(file), module);
    // The platform itself opens its doors for those who ask for them.
    if (module.startsWith('.') && next.endsWith('.ts') && !next.includes('platform') && !seen.has(next))
      filesFrom(next, seen);
  }
  return seen;
};

/** What the code behind a handler (`src/order/createOrder.handler`) reaches, from the imports of its files. */
export const needsOf = (handler: string): Set<Need> => {
  const imports = [...filesFrom(handler.replace(/\.handler$/, '.ts'))].flatMap(importsOf);
  return new Set(
    DOORS.filter(([, door, wanted]) =>
      imports.some(({ names, module }) => door.test(module) && wanted.test(names)),
    ).map(([need]) => need),
  );
};
