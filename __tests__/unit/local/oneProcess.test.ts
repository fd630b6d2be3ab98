import { expect, test } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatherLines } from '../../../infra/local/wiring/gatherLines.ts';
import { loadFunctions, refuseDifferentSettings } from '../../../infra/local/wiring/oneProcess.ts';

const service = (order: object, email: object) => ({
  provider: { environment: { STAGE: 'local' } },
  functions: {
    order: { name: 'shop-order', handler: 'order.handler', environment: { ...order } },
    email: { name: 'shop-email', handler: 'email.handler', environment: { ...email } },
  },
});

test('a setting may stand at one function, or with one value at several', () => {
  expect(() =>
    refuseDifferentSettings(service({ KEY: 'x', PATIENCE: 20 }, { PATIENCE: '20' })),
  ).not.toThrow();
});

test('two values of one setting are refused, for in one process the second function would take the first one’s', () => {
  expect(() => refuseDifferentSettings(service({ PATIENCE: 20 }, { PATIENCE: 120 }))).toThrow(
    /^PATIENCE differs between order and email/,
  );
});

test('each function reads its own name when it is loaded', () => {
  const directory = mkdtempSync(join(tmpdir(), 'webshop-'));
  const named = globalThis as { loadedAs?: (string | undefined)[] };
  named.loadedAs = [];
  Object.assign(global, { tellName: (name?: string) => named.loadedAs?.push(name) });
  for (const name of ['order', 'email'])
    writeFileSync(
      join(directory, name),
      'tellName(process.env.AWS_LAMBDA_FUNCTION_NAME + process.env.STAGE)',
    );
  loadFunctions(service({}, {}), directory);
  expect(named.loadedAs).toEqual(['shop-orderlocal', 'shop-emaillocal']);
});

test('lines of one moment go out together, in their order and before whatever else is written', () => {
  const written: string[] = [];
  const stream = { write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
  const due: (() => void)[] = [];
  gatherLines(stream, (flush) => due.push(flush));
  ['a\n', 'b\n'].forEach((line) => stream.write(line));
  expect(written).toEqual([]);
  due.splice(0).forEach((flush) => flush());
  stream.write('c\n');
  stream.write(Buffer.from('d\n'));
  due.splice(0).forEach((flush) => flush());
  expect(written).toEqual(['a\nb\n', 'c\n', 'd\n']);
});
