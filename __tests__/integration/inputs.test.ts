import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { doors } from '../inputs/doors.ts';
import { type Handler, withWorld } from '../inputs/hold.ts';
import { wrongIn, wrongInFile } from '../inputs/judge.ts';

const hold = withWorld();

/** Every route of every functions.yml. */
const routes = (): string[] =>
  readdirSync('src')
    .map((service) => `src/${service}/functions.yml`)
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line.includes('http:'))
    .map((line) => {
      const [, method, path] = /method: (\w+), path: '?([^,' ]+)/.exec(line) ?? [];
      return `${method} ${path}`;
    });

describe('Every door of the shop', () => {
  test('has generators of good and bad input', () => {
    // The operations of the graphs have theirs from their schemas: inputsGraphql.test.ts, inputsPublicGraph.test.ts.
    expect([...Object.keys(doors), 'post /database', 'post /graphql'].sort()).toEqual(routes().sort());
  });

  test.each(Object.entries(doors))(
    '%s: never a 5xx, nothing done after a refusal, nobody named in the log, answers as documented',
    async (name, { file, inputs, answers, always }) => {
      const { handler } = (await import(`../../src/${file}.ts`)) as { handler: Handler };
      await hold(name, {
        handler,
        method: name.split(' ')[0]!,
        inputs,
        wrong: (answer, down) =>
          answers === 'a file' ? wrongInFile(answer) : wrongIn(answer, answers, down),
        always,
        isRefused: ({ statusCode }) => statusCode >= 400 && statusCode < 500,
      });
    },
  );
});
