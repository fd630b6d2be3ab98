import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const MODULE = resolve('infra/local/wiring/escapedErrors.ts');

/** What a process of functions says that ends only by itself. */
const said = (script: string) =>
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { failedByEscapes, surviveEscapedErrors } from ${JSON.stringify(MODULE)};
       surviveEscapedErrors();
       ${script}`,
    ],
    { encoding: 'utf8' },
  );

test.each([
  ['an error', `setImmediate(() => { throw new Error('escaped'); })`],
  ['a rejection that nobody hears', `void Promise.reject(new Error('escaped'))`],
])('%s that escapes fails the invocation that it belongs to, and no other', (_, escape) => {
  const output = said(`
    const crashes = failedByEscapes(() => { ${escape}; return new Promise(() => undefined); });
    const works = failedByEscapes(() => new Promise((done) => setTimeout(done, 50, 'done')));
    const ends = await Promise.allSettled([works(), crashes(), works()]);
    console.log(ends.map(({ value, reason }) => value ?? reason.message).join(' '));`);
  expect(output.trim().split('\n').at(-1)).toBe('done escaped done');
});
