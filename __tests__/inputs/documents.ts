import fc from 'fast-check';

// Shapes that GraphQL allows and that are meant to be too much. In no backticks: those are the shop's own queries.
const documents = (order: string) => [
  [
    'query { a:',
    order,
    '(id: "1") { ...F } } fragment F on Order { ...G } fragment G on Order { ...F }',
  ].join(' '),
  ['query {', ...Array.from({ length: 200 }, (_, n) => `a${n}: __typename`), '}'].join(' '),
  ['query {', '__schema { types { fields { type '.repeat(3), '}'.repeat(20)].join(' '),
  ['query {', order, '(id: "1")', '{ lines '.repeat(400), '}'.repeat(401)].join(' '),
  ...[
    'query {',
    '{ nothing }',
    ['subscription {', order, '}'].join(' '),
    'mutation { forgetEvents(days: "; drop table orders") }',
    '',
  ],
  ...[
    'query A { __typename } query B { __typename }',
    'query @skip(if: true) { __typename }',
    '# nothing',
    '{__typename}',
  ],
];

const EXTRA = fc.constantFrom<Record<string, unknown>>(
  ...[
    {},
    { operationName: 'B' },
    { operationName: '__proto__' },
    { extensions: { persistedQuery: { version: 1 } } },
  ],
  ...[
    { variables: [] },
    { variables: 'none' },
    { variables: { __proto__: null } },
    { query: null },
    { id: 1 },
  ],
);

/** Documents that are none or too much, of a schema that calls an order so. */
export const strangeDocuments = (order: string): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .tuple(fc.constantFrom(...documents(order)), EXTRA)
    .map(([query, more]): Record<string, unknown> => ({ query, ...more }));
