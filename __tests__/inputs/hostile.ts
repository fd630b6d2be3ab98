import fc from 'fast-check';
import { anyText, badText, MARK } from './values.ts';

/** A request as a client sends it, however wrong. */
export interface Input {
  /** The text of the body; null for none. */
  body: string | null;
  headers: Record<string, string>;
  query: Record<string, string>;
  /** What stands in the path for its variable. */
  path: string;
}

const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);

/** Bodies that are no request at all; `right` is one, to be spoilt as text. */
const badBody = (right: fc.Arbitrary<string>): fc.Arbitrary<string | null> =>
  fc.oneof(
    fc.constantFrom<string | null>(
      ...[
        null,
        '',
        ' ',
        'null',
        'true',
        '0',
        '[]',
        '{}',
        '""',
        '{',
        '}',
        '[',
        'NaN',
        "{'a':1}",
        '\u0000',
        '\ufeff{}',
      ],
      ...[nested(500, '[', ']'), nested(20_000, '[', ']'), nested(8000, '{"a":', '}').replace(/:}/, ':1}')],
      ...[
        `name=${MARK}&email=${MARK}@example.com`,
        `<?xml version="1.0"?><a>${MARK}</a>`,
        `{"name":"${MARK}`,
      ],
      ...['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}', '[{}]', '{"0":0}'],
      ...[`{"name":"${MARK.repeat(20_000)}"}`, `{"name":"${MARK.repeat(262_144)}"}`],
    ),
    right.map((text) => text.slice(0, text.length / 2)),
    right.map((text) => `${text}${text}`),
    right.map((text) => `[${text}]`),
    // Each field twice: the second has the word.
    right.map((text) => text.replace(/^\{(.+)\}$/su, '{$1,$1}')),
    right.map((text) => text.replaceAll('"', "'")),
    right.map((text) => text.replaceAll(/\d+/g, '1e999')),
    anyText(200).map((text) => text + MARK),
    badText.map((text) => JSON.stringify({ [text]: text })),
  );

const contentType = fc.oneof(
  { weight: 8, arbitrary: fc.constant('application/json') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        'text/plain',
        '',
        'application/json; charset=utf-16',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
      ],
      ...[
        'APPLICATION/JSON ;charset=utf-8',
        'application/problem+json',
        'application/json, text/html',
        `text/${MARK}`,
      ],
    ),
  },
);

/** Headers that handlers read: keys that are reused, far too long, or carry a second header. */
export const headers = fc.record(
  {
    'Content-Type': contentType,
    'Idempotency-Key': fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 40 }).map((n) => `known-key-${n}`) },
      { weight: 3, arbitrary: fc.uuid() },
      fc.constantFrom(
        '',
        'short',
        'k'.repeat(255),
        'k'.repeat(256),
        `key-${MARK}\r\nSet-Cookie: a=b`,
        'schlüssel-1',
        '12345678 ',
      ),
    ),
    'X-Correlation-Id': fc.constantFrom(
      ...[
        'journey-12345',
        'short',
        `x\r\nX-Evil: ${MARK}`,
        `"}\n{"level":"ERROR","name":"${MARK}"}`,
        'a'.repeat(101),
      ],
    ),
    Origin: fc.constantFrom(
      'https://shop.example',
      'https://evil.example',
      'null',
      `https://evil.example\r\nX-Evil: ${MARK}`,
    ),
    Authorization: fc.constantFrom('Bearer nothing', 'AWS4-HMAC-SHA256 Credential=x', ''),
  },
  { requiredKeys: ['Content-Type'], noNullPrototype: true },
);

const plain = fc.constant({ 'Content-Type': 'application/json' });

/** Headers as a client in order has them, with and without a key. */
const friendly = fc.oneof(
  plain,
  fc
    .integer({ min: 0, max: 40 })
    .map((n) => ({ 'Content-Type': 'application/json', 'Idempotency-Key': `known-key-${n}` })),
);

/** Requests with a body: well-formed, almost well-formed, and hostile ones. */
export const requestsWith = (
  right: fc.Arbitrary<unknown>,
  wrong: fc.Arbitrary<unknown>,
): fc.Arbitrary<Input> => {
  const bodies = right.map((body) => JSON.stringify(body));
  const request = (body: fc.Arbitrary<string | null>, head: fc.Arbitrary<Record<string, string>>) =>
    fc.record(
      { body, headers: head, query: fc.constant({}), path: fc.constant('') },
      { noNullPrototype: true },
    );
  return fc.oneof(
    { weight: 4, arbitrary: request(bodies, friendly) },
    {
      weight: 4,
      arbitrary: request(
        wrong.map((body) => JSON.stringify(body) ?? ''),
        friendly,
      ),
    },
    { weight: 1, arbitrary: request(bodies, headers) },
    { weight: 2, arbitrary: request(badBody(bodies), headers) },
  );
};
