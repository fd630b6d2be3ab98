import { describe, expect, it, test } from '@jest/globals';
import { compileEventPattern } from '../../../infra/local/messaging/eventPattern.ts';

const orderPlaced = {
  source: 'acmecorp.order',
  'detail-type': 'OrderPlaced',
  resources: [],
  detail: {
    market: 'US',
    totalPrice: 450,
    orgNumber: null,
    isTest: false,
    tags: ['gift', 'fragile'],
    lines: [
      { sku: 'LB001', quantity: 3 },
      { sku: 'EX002', quantity: 1 },
    ],
    metadata: { version: 1 },
    file: 'orders/2026/a*b.pdf',
  },
};

const given = (pattern: unknown) => compileEventPattern(pattern)(orderPlaced);
const givenDetail = (detail: unknown) => given({ detail });

describe('a rule gets an event', () => {
  const wanted: [string, unknown][] = [
    [
      'whose values are among the listed ones',
      { source: ['x', 'acmecorp.order'], 'detail-type': ['OrderPlaced'] },
    ],
    ['whose nested value is listed', { detail: { metadata: { version: [1] } } }],
    ['whose field is null as listed', { detail: { orgNumber: [null] } }],
    ['whose field is false as listed', { detail: { isTest: [false] } }],
    ['when any element of its list is listed', { detail: { tags: ['fragile', 'frozen'] } }],
    ['when any object of its list fits', { detail: { lines: { sku: ['EX002'], quantity: [1] } } }],
    ['by prefix', { source: [{ prefix: 'acmecorp.' }] }],
    ['by prefix whatever the case', { source: [{ prefix: { 'equals-ignore-case': 'ACME' } }] }],
    ['by suffix', { detail: { file: [{ suffix: '.pdf' }] } }],
    ['by text whatever the case', { detail: { market: [{ 'equals-ignore-case': 'us' }] } }],
    ['by wildcard', { detail: { file: [{ wildcard: 'orders/*/*.pdf' }] } }],
    ['by wildcard with a real star', { detail: { file: [{ wildcard: 'orders/2026/a\\*b.*' }] } }],
    ['when its value is none of the unwanted', { detail: { market: [{ 'anything-but': ['MX', 'SE'] }] } }],
    ['when its number is not the unwanted one', { detail: { totalPrice: [{ 'anything-but': 451 }] } }],
    ['without the unwanted prefix', { detail: { market: [{ 'anything-but': { prefix: ['M', 'S'] } }] } }],
    ['by an exact number', { detail: { totalPrice: [{ numeric: ['=', 450] }] } }],
    ['by a range of numbers', { detail: { totalPrice: [{ numeric: ['>', 449.5, '<=', 450] }] } }],
    ['that has the field', { detail: { orgNumber: [{ exists: true }] } }],
    ['that lacks the field', { detail: { coupon: [{ exists: false }] } }],
    ['that lacks the object around the field', { detail: { coupon: { code: [{ exists: false }] } } }],
    ['that fits one of two alternatives', { $or: [{ source: ['x'] }, { detail: { market: ['US'] } }] }],
    ['that lacks a field or has one value of it', { detail: { market: [{ exists: false }, 'US'] } }],
  ];
  test.each(wanted)('%s', (_, pattern) => {
    expect(given(pattern)).toBe(true);
  });
});

describe('a rule does not get an event', () => {
  const unwanted: [string, unknown][] = [
    ['when only one of two fields fits', { source: ['acmecorp.order'], 'detail-type': ['OrderCreated'] }],
    ['when a number is written as a text', { detail: { totalPrice: ['450'] } }],
    [
      'when the fields fit in different objects of a list',
      { detail: { lines: { sku: ['EX002'], quantity: [3] } } },
    ],
    ['by the prefix of a number', { detail: { totalPrice: [{ prefix: '4' }] } }],
    ['whose value is unwanted', { detail: { market: [{ 'anything-but': 'US' }] } }],
    ['that lacks the field which must be anything but', { detail: { coupon: [{ 'anything-but': 'X' }] } }],
    ['outside of the range', { detail: { totalPrice: [{ numeric: ['>', 450, '<', 500] }] } }],
    ['whose field must not exist but is null', { detail: { orgNumber: [{ exists: false }] } }],
    ['when the wildcard needs more text', { detail: { market: [{ wildcard: 'US*A' }] } }],
    [
      'when one alternative fits but another field does not',
      { source: ['x'], $or: [{ 'detail-type': ['OrderPlaced'] }, { detail: { market: ['US'] } }] },
    ],
    ['because every object inherits something', { detail: { constructor: [{ exists: true }] } }],
  ];
  test.each(unwanted)('%s', (_, pattern) => {
    expect(given(pattern)).toBe(false);
  });

  it('when it is not an event at all', () => {
    expect(compileEventPattern({ source: ['x'] })([])).toBe(false);
  });
});

describe('a wrong pattern is refused before the first event, naming the part', () => {
  const wrong: [string, unknown, RegExp][] = [
    ['no pattern', undefined, /event pattern: must be an object/],
    ['an empty pattern', {}, /must not be empty/],
    ['a value without a list', { source: 'acmecorp.order' }, /source: must be a list of values or an object/],
    ['an empty list', { detail: { market: [] } }, /detail\.market: an empty list/],
    [
      'an unknown operator',
      { detail: { ip: [{ cidr: '10.0.0.0/8' }] } },
      /detail\.ip: the operator "cidr" is not supported/,
    ],
    ['an inherited operator', { source: [{ constructor: 'x' }] }, /"constructor" is not supported/],
    ['two operators in one object', { source: [{ prefix: 'a', suffix: 'b' }] }, /exactly one key/],
    ['a list in a list', { source: [['a']] }, /neither value nor operator/],
    ['a prefix that is a number', { source: [{ prefix: 1 }] }, /"prefix" needs a text/],
    ['exists that is a text', { source: [{ exists: 'yes' }] }, /"exists" needs true or false/],
    ['an unknown comparison', { detail: { n: [{ numeric: ['!=', 1] }] } }, /detail\.n: "numeric" needs/],
    ['an upside-down range', { detail: { n: [{ numeric: ['>', 5, '<', 1] }] } }, /"numeric" needs/],
    ['two stars in a row', { source: [{ wildcard: 'a**' }] }, /two \* in a row/],
    ['anything-but nothing', { source: [{ 'anything-but': [] }] }, /"anything-but" needs/],
    [
      'anything-but a number range',
      { source: [{ 'anything-but': { numeric: ['=', 1] } }] },
      /"anything-but" needs/,
    ],
    ['one alternative only', { $or: [{ source: ['x'] }] }, /\$or: "\$or" needs a list of two/],
    [
      'a wrong alternative',
      { $or: [{ source: ['x'] }, { source: 'y' }] },
      /\$or\[1\]\.source: must be a list/,
    ],
  ];
  test.each(wrong)('%s', (_, pattern, message) => {
    expect(() => compileEventPattern(pattern)).toThrow(message);
  });
});

it('numbers are compared up to their limits', () => {
  expect(givenDetail({ totalPrice: [{ numeric: ['>=', 450] }] })).toBe(true);
  expect(givenDetail({ totalPrice: [{ numeric: ['<', 450] }] })).toBe(false);
});
