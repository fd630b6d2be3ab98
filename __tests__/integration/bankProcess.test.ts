import { join } from 'node:path';
import { identify, runs } from '../../infra/local/shop/processes.ts';
import { startBank } from '../../infra/local/shop/bankProcess.ts';
import { paymentProvider } from '../../src/platform/paymentProvider.ts';
import { freePorts } from '../freePorts.ts';
import { until } from '../runningShop.ts';
import { emptyFolder } from './localGiven.ts';

const held = {
  idempotencyKey: 'k',
  amount: 45000,
  currency: 'USD',
  email: 'ann@example.com',
  metadata: { orderId: 'order-1' },
};

test('a bank that is killed comes back with all that it had promised, and ends with the shop', async () => {
  const [port = 0] = await freePorts(1);
  const said: string[] = [];
  const pids: number[] = [];
  const bank = await startBank({
    port,
    file: join(emptyFolder(), 'ledger.jsonl'),
    log: (message) => said.push(message),
    onStarted: (pid) => pids.push(pid),
  });
  process.env['BANK_URL'] = `http://127.0.0.1:${port}`;
  const boa = paymentProvider('blankOfAmerica');
  const payment = await boa.authorise(held);

  process.kill(pids[0]!, 'SIGKILL');
  const found = await until('the bank answers again', () => boa.find('k').catch(() => undefined), 60_000);
  expect(found).toEqual(payment);
  expect(said).toEqual(['the bank has ended (SIGKILL)', 'the bank was started again']);

  const last = identify(pids[1]!)!;
  await bank.stop();
  expect(runs(last)).toBe(false);
  expect(pids).toHaveLength(2);
});

test('a bank that is to stay down is not started again', async () => {
  const [port = 0] = await freePorts(1);
  const pids: number[] = [];
  const place = { port, file: join(emptyFolder(), 'ledger.jsonl'), log: () => undefined };
  const bank = await startBank({ ...place, onStarted: (pid) => pids.push(pid) });
  const only = identify(pids[0]!)!;
  await bank.kill();
  expect(runs(only)).toBe(false);
  const again = await startBank({ ...place, onStarted: (pid) => pids.push(pid) });
  expect(pids).toHaveLength(2);
  await again.stop();
});

test('a bank that can’t open its port says so', async () => {
  const [port = 0] = await freePorts(1);
  const options = { port, log: () => undefined, onStarted: () => undefined };
  const first = await startBank({ ...options, file: join(emptyFolder(), 'ledger.jsonl') });
  await expect(startBank({ ...options, file: join(emptyFolder(), 'ledger.jsonl') })).rejects.toThrow(
    'did not open',
  );
  await first.stop();
});
