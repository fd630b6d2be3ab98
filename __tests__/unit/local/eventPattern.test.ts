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
    ['whose number is above a limit', { detail: { totalPrice: [{ numeric: ['>', 449.5] }] } }],
    ['when any object of its list fits', { detail: { lines: { sku: ['EX002'], quantity: [1] } } }],
  ];
  test.each(wanted)('%s', (_, pattern) => {
    expect(given(pattern)).toBe(true);
  });
});

describe('a rule does not get an event', () => {
  const unwanted: [string, unknown][] = [
    ['when only one of two fields fits', { source: ['acmecorp.order'], 'detail-type': ['OrderCreated'] }],
    ['whose number is not above the limit', { detail: { totalPrice: [{ numeric: ['>', 450] }] } }],
    ['when a number is written as a text', { detail: { totalPrice: ['450'] } }],
    [
      'when the fields fit in different objects of a list',
      { detail: { lines: { sku: ['EX002'], quantity: [3] } } },
    ],
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
      'an operator, which no rule of ours uses',
      { source: [{ prefix: 'a' }] },
      /source: .*does not know {"prefix":"a"}/,
    ],
    ['a list in a list', { source: [['a']] }, /does not know/],
    ['another comparison', { detail: { n: [{ numeric: ['>=', 1] }] } }, /detail\.n: .*does not know/],
    ['a range', { detail: { n: [{ numeric: ['>', 1, '<', 5] }] } }, /does not know/],
    ['alternatives', { $or: [{ source: ['x'] }, { source: ['y'] }] }, /\$or: .*does not know/],
  ];
  test.each(wrong)('%s', (_, pattern, message) => {
    expect(() => compileEventPattern(pattern)).toThrow(message);
  });
});
