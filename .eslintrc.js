import prettier from 'eslint-config-prettier';
import { readdirSync } from 'node:fs';
import tseslint from 'typescript-eslint';

const folders = readdirSync('src', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const services = folders.filter((name) => !['contracts', 'platform', 'storefront'].includes(name));

const forbid = (files, group, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: group, message }] }] },
});

// The directions of the house: contracts know zod only; services know themselves, platform and contracts.
const directions = [
  forbid(
    ['src/contracts/**'],
    '^(?!(zod/(mini|locales)$|\\./|\\.\\./storefront/catalogue\\.json$))',
    'Contracts import zod and each other only.',
  ),
  forbid(
    ['src/platform/**'],
    '^\\.\\./(?!contracts/)|^\\.\\./\\.\\./',
    'The platform imports contracts and libraries only.',
  ),
  ...services.map((service) =>
    forbid(
      [`src/${service}/**`],
      '^\\.\\./(?!(contracts|platform)/)|^\\.\\./\\.\\./|^\\./store/',
      `The ${service} service imports its own folder, platform and contracts only; services meet in events and GraphQL.`,
    ),
  ),
  forbid(
    ['src/*/store/**'],
    '^\\.\\./(?!\\.\\./(contracts|platform)/)',
    'A store imports its own folder, platform and contracts only; what it needs is passed in.',
  ),
  forbid(
    ['src/*/graph/**'],
    '^\\.\\./store/|^\\.\\./\\.\\./(?!(contracts|platform)/)',
    'A subgraph imports its own service, platform and contracts only; what other services know is theirs to answer.',
  ),
  forbid(
    ['src/database/**'],
    '^\\.\\./(?!(contracts|platform|\\w+/store)/)|^\\.\\./\\.\\./',
    'The database service imports stores, platform and contracts only.',
  ),
  forbid(
    ['src/**/rules.ts', 'src/**/slots.ts'],
    '^(?!\\.\\./contracts/)',
    'Rules are pure: they import contracts only.',
  ),
  forbid(
    ['infra/{operations,deploy,resources,dataApi,postgres}/**'],
    '/local/',
    'Only npm start knows the local cloud: what others need of it stands in infra/localPlaces.ts, postgres or dataApi.',
  ),
  ...Object.entries({
    '*': '\\./|\\.\\./shop/',
    texts: '\\.\\./shop/markets\\.js$',
    shop: '\\./|\\.\\./texts/',
    delivery: '\\./|\\.\\./(shop|order)/',
    pages: '\\./|\\.\\./(?!texts/)\\w+/',
  }).map(([folder, allowed]) =>
    forbid(
      [`src/storefront/js/${folder}/**`],
      `^(?!${allowed})`,
      'Pages import cart, order and delivery, delivery imports order, and all of them import shop: nothing else, and nothing the other way.',
    ),
  ),
];

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      '.local/',
      '.site/',
      '.serverless/',
      '.rehearsal/',
      '.webpack/',
      'coverage/',
      '.serverless-offline/',
    ],
  },
  tseslint.configs.recommended,
  tseslint.configs.stylistic,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Nothing is ever written as HTML.' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off', 'no-undef': 'off' } },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },
  { files: ['infra/**', '__tests__/**'], rules: { 'no-console': 'off' } },
  ...directions,
  prettier,
);
