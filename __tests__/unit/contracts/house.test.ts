import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const forbidden: [file: string, code: string, complaint: string][] = [
  ['src/order/rules.ts', "import '../platform/http.ts';", 'Rules are pure'],
  ['src/order/createOrder.ts', "import '../stock/stock.ts';", 'services meet in events'],
  ['src/contracts/events.ts', "import '../platform/log.ts';", 'Contracts import zod'],
  ['src/platform/http.ts', "import '../order/rules.ts';", 'The platform imports'],
  ['src/order/store/orders.ts', "import '../../delivery/store/deliveries.ts';", 'A store imports'],
  ['src/order/store/orders.ts', "import '../../database/outbox.ts';", 'A store imports'],
  ['src/order/placeOrder.ts', "import './store/orders.ts';", 'services meet in events'],
  ['src/database/resolvers.ts', "import '../order/rules.ts';", 'The database service imports'],
  ['src/graph/askGraph.ts', "import '../order/orders.ts';", 'The graph service imports'],
  ['src/order/graph/resolvers.ts', "import '../store/orders.ts';", 'A subgraph imports'],
  ['src/order/graph/resolvers.ts', "import '../../delivery/deliveries.ts';", 'A subgraph imports'],
  ['src/email/email.ts', "import '../../infra/localPlaces.ts';", 'The email service imports'],
  ['infra/operations/stage.ts', "import '../local/start.ts';", 'Only npm start knows the local cloud'],
];

const ALLOWED =
  "import './orders.ts';\nimport '../platform/log.ts';\nimport '../contracts/events.ts';\nimport 'zod';\n";

// ESLint is an ES module, and one process for all texts is quicker than one for each.
const LINT = `
  import { ESLint } from 'eslint';
  import { text } from 'node:stream/consumers';
  const eslint = new ESLint({ overrideConfigFile: '.eslintrc.js' });
  const results = JSON.parse(await text(process.stdin)).map(([filePath, code]) => eslint.lintText(code, { filePath }));
  const messages = (await Promise.all(results)).map(([{ messages }]) => messages.map(({ message }) => message).join());
  console.log(JSON.stringify(messages));`;

describe('The directions of the house', () => {
  test('an import against them is a lint error that says why; along them it is none', () => {
    const texts = [...forbidden, ['src/order/placeOrder.ts', ALLOWED]];
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', LINT], {
      input: JSON.stringify(texts),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([
      ...forbidden.map(([, , complaint]) => expect.stringContaining(complaint) as string),
      '',
    ]);
  });

  test('run in no circle, not even of two files', () => {
    const files = globSync('{src,infra}/**/*.{ts,js}');
    const imports = new Map(
      files.map((file) => [
        file,
        [...readFileSync(file, 'utf8').matchAll(/\bfrom '(\.[^']+)'/g)].map(([, path]) =>
          join(dirname(file), path!),
        ),
      ]),
    );
    const isClear = new Set<string>();
    const circleFrom = (file: string, way: string[] = []): string[] | undefined => {
      if (way.includes(file)) return [...way, file];
      if (isClear.has(file)) return undefined;
      for (const next of imports.get(file) ?? []) {
        const circle = circleFrom(next, [...way, file]);
        if (circle) return circle;
      }
      isClear.add(file);
      return undefined;
    };
    expect(files.length).toBeGreaterThan(200);
    for (const file of files) expect(circleFrom(file)).toBeUndefined();
  });
});
