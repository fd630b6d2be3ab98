import { spawnSync } from 'node:child_process';

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
});
