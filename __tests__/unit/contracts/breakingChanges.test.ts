import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { breakingChanges } from '../../../infra/contracts/breakingChanges.ts';
import type { Schema } from '../../../infra/contracts/compareSchemas.ts';
import { type Contracts, contractsNow } from '../../../infra/contracts/contracts.ts';

const fields = {
  sku: z.string().check(z.minLength(1), z.maxLength(20)),
  quantity: z.int().check(z.minimum(1), z.maximum(999)),
  market: z.enum(['US', 'MX']),
  note: z.optional(z.string()),
  lines: z.array(z.object({ sku: z.string() })),
  place: z.nullable(z.object({ city: z.string() })),
};

type Fields = Record<string, z.ZodMiniType>;

const schemaOf = (changes: Fields, without?: string): Schema => {
  const shape = Object.fromEntries(
    Object.entries({ ...fields, ...changes } as Fields).filter(([name]) => name !== without),
  );
  const { $schema: _, ...schema } = z.toJSONSchema(z.object(shape), { io: 'input' });
  return schema as Schema;
};

const contractsWith = (kind: keyof Contracts, schema: Schema): Contracts => ({
  ...{ events: {}, requests: {}, responses: {} },
  [kind]: { Thing: kind === 'events' ? { 1: schema } : schema },
});

const breaksOf = (kind: keyof Contracts, changes: Fields, without?: string): string[] =>
  breakingChanges(contractsWith(kind, schemaOf({})), contractsWith(kind, schemaOf(changes, without)));

/** What becomes of each change for events, requests and responses: a part of the complaint, or '' where it may pass. */
const cases: [change: string, changes: Fields, complaint: string, breaks: string, without?: string][] = [
  ['a field has vanished', {}, 'sku has vanished', 'events requests responses', 'sku'],
  ['an optional field has vanished', {}, 'note has vanished', 'events requests responses', 'note'],
  ['a field is new and required', { color: z.string() }, 'color is new and required', 'events requests'],
  ['a field becomes required', { note: z.string() }, 'note was optional and is required', 'events requests'],
  ['a field becomes optional', { sku: z.optional(fields.sku) }, 'sku was always there', 'events responses'],
  [
    'a field may be null',
    { sku: z.nullable(fields.sku) },
    'sku was string and can be null',
    'events responses',
  ],
  [
    'a field may not be null',
    { place: z.object({ city: z.string() }) },
    'place can no longer be null',
    'events requests',
  ],
  ['a type changes', { sku: z.number() }, 'sku', 'events requests responses'],
  [
    'a whole number may be broken',
    { quantity: z.number().check(z.minimum(1), z.maximum(999)) },
    'quantity was integer and can be number',
    'events responses',
  ],
  ['a value vanishes', { market: z.enum(['US']) }, 'market can no longer be MX', 'events requests responses'],
  [
    'a limit is tightened',
    { sku: z.string().check(z.minLength(1), z.maxLength(10)) },
    'sku has a tighter limit: maxLength 20 became 10',
    'events requests',
  ],
  [
    'a limit comes',
    { note: z.optional(z.string().check(z.minLength(1))) },
    'note has a tighter limit: minLength none became 1',
    'events requests',
  ],
  [
    'a pattern comes',
    { sku: z.string().check(z.minLength(1), z.maxLength(20), z.regex(/^[A-Z]+$/)) },
    'sku is held to another pattern',
    'events requests',
  ],
  [
    'a field of a list vanishes',
    { lines: z.array(z.object({})) },
    'lines[].sku has vanished',
    'events requests responses',
  ],
  [
    'a field of what may be null vanishes',
    { place: z.nullable(z.object({})) },
    'place.city has vanished',
    'events requests responses',
  ],
  ['an optional field comes', { color: z.optional(z.string()) }, '', ''],
  ['a value comes', { market: z.enum(['US', 'MX', 'CA']) }, '', ''],
  ['a limit is loosened', { sku: z.string().check(z.minLength(1), z.maxLength(40)) }, '', ''],
  ['nothing changes', {}, '', ''],
];

describe('The contracts of the last release', () => {
  test.each(cases)('when %s', (_, changes, complaint, breaks, without = '') => {
    for (const kind of ['events', 'requests', 'responses'] as const) {
      const found = breaksOf(kind, changes, without);
      if (!breaks.split(' ').includes(kind)) expect([kind, found]).toEqual([kind, []]);
      else expect([kind, found.join('\n')]).toEqual([kind, expect.stringContaining(complaint)]);
    }
  });

  test('are named in a complaint, with the field and the way out', () => {
    expect(breaksOf('events', {}, 'sku')).toEqual([
      'event Thing, version 1: sku has vanished. Make it an optional field, or a new version: announce metadata.version + 1 and keep reading the old one (docs/decisions/0011-events-evolve.md).',
    ]);
    const nothing = { events: {}, requests: {}, responses: {} };
    expect(breakingChanges(contractsWith('requests', schemaOf({})), nothing)).toEqual([
      expect.stringMatching(/^request Thing has vanished.*older clients/),
    ]);
    expect(breakingChanges(nothing, contractsWith('events', schemaOf({})))).toEqual([]);
  });
});

describe('The gate of "npm run check"', () => {
  const folder = mkdtempSync(join(tmpdir(), 'contracts-'));
  const file = join(folder, 'released.json');
  const check = (released: Contracts, ...options: string[]) => {
    writeFileSync(file, JSON.stringify(released));
    return spawnSync(process.execPath, ['infra/contracts/check.ts', '--released', file, ...options], {
      encoding: 'utf8',
    });
  };
  afterAll(() => rmSync(folder, { recursive: true }));

  test('fails when the code has broken what was released, and does not release it either', () => {
    const released = contractsNow();
    const detail = released.events['OrderPlaced']!['1']!;
    detail.properties!['color'] = { type: 'string' };
    detail.required!.push('color');
    const { status, stderr } = check(released, '--release');
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining('event OrderPlaced, version 1: color has vanished. Make it an optional field'),
    ]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(released);
  });

  test('lets what came in addition pass, and a release notes it', () => {
    const released = contractsNow();
    delete released.events['OrderPlaced'];
    const { status, stderr } = check(released, '--release');
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(contractsNow());
  });
});
