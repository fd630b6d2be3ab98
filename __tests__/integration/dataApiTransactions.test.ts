import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  RollbackTransactionCommand,
  TransactionNotFoundException,
} from '@aws-sdk/client-rds-data';
import { Client } from 'pg';
import { parameter, startStage, target } from './dataApiStage.ts';

let stage: Awaited<ReturnType<typeof startStage>>;
let witness: Client;
beforeAll(async () => {
  stage = await startStage();
  witness = new Client(stage.url);
  await witness.connect();
  await stage.run('create table plant (sku text primary key)');
});
afterAll(async () => {
  await witness?.end();
  await stage?.stop();
});
afterEach(() => stage.run('delete from plant'));

const begin = async () => (await stage.client.send(new BeginTransactionCommand(target))).transactionId ?? '';
const commit = (transactionId: string) =>
  stage.client.send(new CommitTransactionCommand({ ...target, transactionId }));
const rollback = (transactionId: string) =>
  stage.client.send(new RollbackTransactionCommand({ ...target, transactionId }));
const plants = async () =>
  (await witness.query('select sku from plant order by sku')).rows.map(({ sku }) => sku);
const insert = (sku: string, transactionId?: string) =>
  stage.execute({
    sql: 'insert into plant (sku) values (:sku)',
    parameters: [parameter('sku', { stringValue: sku })],
    transactionId,
  });

test('nobody sees a transaction before its commit, and nobody ever after its rollback', async () => {
  const [kept, dropped] = [await begin(), await begin()];
  await insert('LB001', kept);
  await insert('LB002', dropped);
  expect(await plants()).toEqual([]);
  expect(await commit(kept)).toMatchObject({ transactionStatus: 'Transaction Committed' });
  expect(await rollback(dropped)).toMatchObject({ transactionStatus: 'Rollback Complete' });
  expect(await plants()).toEqual(['LB001']);
  await expect(insert('LB003', kept)).rejects.toBeInstanceOf(TransactionNotFoundException);
});

test('a commit after a failure says that nothing was kept', async () => {
  const transaction = await begin();
  await insert('LB001', transaction);
  await expect(insert('LB001', transaction)).rejects.toThrow('SQLState: 23505');
  await expect(commit(transaction)).rejects.toThrow('SQLState: 25P02');
  expect(await plants()).toEqual([]);
});

test('a transaction does one thing at a time', async () => {
  const transactionId = await begin();
  await witness.query('select pg_advisory_lock(1)');
  const waits = stage.execute({ sql: 'select 1 from pg_advisory_xact_lock(1)', transactionId });
  while (
    (await witness.query(`select 1 from pg_locks where locktype = 'advisory' and not granted`)).rowCount === 0
  );
  await expect(insert('LB001', transactionId)).rejects.toThrow('Transaction is still running a query');
  await witness.query('select pg_advisory_unlock(1)');
  await expect(waits).resolves.toBeDefined();
  await rollback(transactionId);
});

test('an abandoned transaction is rolled back and frees what it held', async () => {
  const hasty = await startStage({ idleTransactionMilliseconds: 3_000 });
  try {
    await hasty.run('create table plant (sku text primary key)');
    const { transactionId } = await hasty.client.send(new BeginTransactionCommand(target));
    await hasty.execute({ sql: `insert into plant values ('LB001')`, transactionId });
    // Waits for the lock of the abandoned one.
    await hasty.run(`insert into plant values ('LB001')`);
    const late = hasty.execute({ sql: 'select 1', transactionId });
    await expect(late).rejects.toBeInstanceOf(TransactionNotFoundException);
  } finally {
    await hasty.stop();
  }
});
