import fc from 'fast-check';

/** Stands in every generated name, street, city, address and text; whatever log line holds it holds personal data. */
export const MARK = 'Qxzv';

/** The same of phone numbers, which have no letters. */
export const PHONE_MARK = '555018273';

/** True where a text holds something of a generated person. */
export const tellsOfPersons = (text: string): boolean =>
  text.toLowerCase().includes(MARK.toLowerCase()) || text.includes(PHONE_MARK);

const few = (max: number) => fc.stringMatching(new RegExp(`^[a-z]{1,${max}}$`));

/** What people are called and where they live. */
export const persons = {
  name: fc.oneof(
    few(8).map((text) => `${MARK} ${text}`),
    fc.constantFrom(
      `${MARK} O'Brien-Ñúñez`,
      `${MARK} "Quote" <x>`,
      `李 ${MARK} 👩‍🌾`,
      `${MARK}; drop table orders; --`,
    ),
  ),
  email: few(6).map((text) => `${MARK.toLowerCase()}.${text}@example.com`),
  phone: fc.integer({ min: 10, max: 99 }).map((end) => `+1 ${PHONE_MARK}${end}`),
  street: few(10).map((text) => `1 ${MARK} ${text}`),
  city: few(10).map((text) => `${MARK} ${text}`),
};

/** Any code points, lone surrogates too. Of fast-check's own strings each kind takes a second to make. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 0x2ff }), fc.integer({ min: 0, max: 0x10ffff })), { maxLength })
    .map((codes) => String.fromCodePoint(...codes));

const LOUD = `${MARK} loud`;

/** Texts that somebody once got into trouble with. Most hold the mark, as a person's own would. */
export const badText = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '\t', 'null', 'undefined', 'NaN', '__proto__', 'constructor', 'toString', '0', '-1'],
    ...[
      `${MARK}\u0000`,
      `${MARK}\ud800`,
      `\udfff${MARK}`,
      `${MARK}\u202egnp.exe`,
      `${MARK}\u2028`,
      `${MARK}\ufffe`,
    ],
    ...[`https://evil.example/${MARK}`, `www.${MARK}.example`, `${MARK}.com`, `javascript:alert('${MARK}')`],
    ...[
      `${MARK}' or '1'='1`,
      `${MARK}"); drop table orders; --`,
      `$1 ${MARK} :orderId ::uuid`,
      `${MARK}\\'; --`,
    ],
    ...[
      `<script>${MARK}</script>`,
      '${' + MARK + '}',
      `{{${MARK}}}`,
      `=cmd|'/c ${MARK}'!A1`,
      `%00${MARK}%0a`,
    ],
    ...[
      `${MARK}\r\nBcc: ${MARK}@evil.example`,
      `a@b.c, ${MARK}@evil.example`,
      `"${MARK}" <x@y>`,
      `${MARK}@[127.0.0.1]`,
    ],
    ...[
      '2026-02-30',
      '2026-13-01T25:61:00Z',
      'yesterday',
      '0000-00-00',
      '١٢٣',
      '１２３',
      '1e3',
      '0x10',
      '1,5',
    ],
    ...[
      '00000000-0000-0000-0000-000000000000',
      '{00000000-0000-4000-8000-000000000000}',
      'urn:uuid:0',
      '../../etc/passwd',
    ],
  ),
  anyText(40).map((text) => text + MARK),
  anyText(300).map((text) => MARK + text),
  fc.constantFrom(LOUD.repeat(40), LOUD.repeat(1200), `${MARK}${'e\u0301'.repeat(300)}`, MARK.repeat(64)),
);

/** Numbers beyond what anything holds, and just at the edge of it. */
export const badNumber = fc.oneof(
  fc.constantFrom(
    -1,
    0,
    -0,
    0.5,
    1.5,
    999,
    1000,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    2 ** 53,
    2 ** 53 + 2,
    2 ** 63,
  ),
  fc.constantFrom(8.64e15, 8.64e15 + 2, 1e18, 1e19, 1e300, Number.MAX_VALUE, 5e-324, -1e300, 45000.000001),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Anything that JSON can hold. */
export const badValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: badText },
  { weight: 4, arbitrary: badNumber },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { a: LOUD }, [LOUD], {
      length: 1,
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom(Array(150).fill(LOUD), Array(2000).fill(0)) },
);

/** Names of fields that no contract has; some mean something to JavaScript. */
export const badField = fc.constantFrom(
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'then',
    'toJSON',
    '',
    ' ',
    '$where',
  ],
  ...[
    LOUD,
    'orderId ',
    'OrderId',
    'id',
    'admin',
    'isAdmin',
    'status',
    'statusCode',
    'metadata',
    'paidAt',
    '0',
  ],
);
