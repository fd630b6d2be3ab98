import fc from 'fast-check';
import * as z from 'zod/mini';
import { explorerFiles } from '../../infra/bundles/explorerFiles.ts';
import { type Door, get } from './door.ts';
import { badField, badText, MARK } from './values.ts';

const anyQuery = fc.oneof(
  fc.constant<Record<string, string>>({}),
  fc.constant<Record<string, string>>({ query: '{ __typename }' }),
  fc.tuple(badField, badText).map(([field, text]): Record<string, string> => ({ [field]: text })),
);

const none = fc.constant('');

const anyFile = fc.oneof(
  fc.constantFrom(...Object.keys(explorerFiles())),
  badText,
  badField,
  fc.constantFrom(
    ...['..', '..%2f', '../explorer.ts', '..%2f..%2f..%2fetc%2fpasswd', '..\\page.html', '/etc/passwd'],
    ...['PAGE.HTML', 'page.html/', 'page.html%00.js', './page.html', '%70age.html', '{file}', '*', MARK],
    ...[`${MARK.repeat(2000)}.js`, `${'../'.repeat(2000)}page.html`],
  ),
);

/** The routes of the public graph that are no operation of it. */
export const graphDoors: Record<string, Door> = {
  'get /graphql': { ...get('graph/graph', z.never(), anyQuery, none), always: 'refuses' },
  'get /graphql/explorer': { ...get('graph/explorer', 'a file', anyQuery, none), always: 'accepts' },
  'get /graphql/explorer/{file}': get('graph/explorer', 'a file', anyQuery, anyFile),
};
