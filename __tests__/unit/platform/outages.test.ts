import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DatabaseErrorException,
  DatabaseResumingException,
  DatabaseUnavailableException,
  ExecuteStatementCommand,
  RDSDataClient,
  RDSDataServiceException,
} from '@aws-sdk/client-rds-data';
import { mockClient } from 'aws-sdk-client-mock';
import { askDatabase } from '../../../src/platform/database.ts';
import { inBatches } from '../../../src/platform/inBatches.ts';
import { sql } from '../../../src/platform/rdsData.ts';
import { A_QUERY, linesLogged } from '../../given.ts';

const lambda = mockClient(LambdaClient);
const dataApi = mockClient(RDSDataClient);

beforeEach(() => {
  lambda.reset();
  dataApi.reset();
  linesLogged();
  Object.assign(process.env, {
    DATABASE_FUNCTION: 'database',
    DATABASE_CLUSTER_ARN: 'cluster',
    DATABASE_SECRET_ARN: 'secret',
    DATABASE_PATIENCE: '0',
  });
});

const askTogether = inBatches(async (ids: readonly string[]) => {
  await askDatabase(A_QUERY, { id: ids.join() });
  return ids;
});

describe('While the database is down', () => {
  test('a service that is not reached, or ends without an answer, is a 503 that says: try again', async () => {
    const refusal = { code: 'SERVICE_UNAVAILABLE', status: 503 };
    lambda
      .on(InvokeCommand)
      .rejectsOnce(new Error('socket hang up'))
      .resolvesOnce({ FunctionError: 'Unhandled' });
    await expect(askDatabase(A_QUERY, { id: 'a' })).rejects.toMatchObject(refusal);
    await expect(askDatabase(A_QUERY, { id: 'a' })).rejects.toMatchObject(refusal);
  });

  test('a Lambda without room for it is asked eight times, but not for longer than the caller may run', async () => {
    lambda.on(InvokeCommand).resolves({ Payload: new TextEncoder().encode('{"data":{}}') as never });
    const timeout = jest.spyOn(AbortSignal, 'timeout');
    await askDatabase(A_QUERY, { id: 'a' });
    const { thisValue, args } = lambda.call(0);
    expect(await (thisValue as LambdaClient).config.maxAttempts()).toBe(8);
    expect(args).toContainEqual({ abortSignal: timeout.mock.results[0]!.value as AbortSignal });
    expect(timeout.mock.lastCall![0]).toBeLessThan(28_000);
  });

  test('a batch is not asked again item by item, which nobody could answer either', async () => {
    lambda.on(InvokeCommand).rejects(new Error('socket hang up'));
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map(askTogether));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(lambda.calls()).toHaveLength(1);
  });

  test('a database that takes longer to wake than we wait is a 503 as well', async () => {
    const asleep = new DatabaseResumingException({ message: 'resuming', $metadata: {} });
    dataApi.on(ExecuteStatementCommand).rejects(asleep);
    await expect(sql('select 1')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause: asleep });
  });

  test.each([
    [
      'is not there',
      new DatabaseUnavailableException({ message: 'gone', $metadata: { httpStatusCode: 504 } }),
    ],
    [
      'has too much to do',
      new RDSDataServiceException({
        name: 'ThrottlingException',
        $fault: 'client',
        message: 'later',
        $metadata: { httpStatusCode: 400 },
      }),
    ],
    ['breaks the connection', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
    ['never answers', Object.assign(new Error('no answer'), { name: 'TimeoutError' })],
  ])('a database that %s is a 503: no message is given up for it', async (_, cause) => {
    dataApi.on(ExecuteStatementCommand).rejects(cause);
    await expect(sql('select 1')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause });
  });

  test('a statement that the database refuses is a fault of ours, and no outage', async () => {
    const refusal = new DatabaseErrorException({ message: 'syntax', $metadata: { httpStatusCode: 400 } });
    dataApi.on(ExecuteStatementCommand).rejects(refusal);
    await expect(sql('select 1')).rejects.toBe(refusal);
    dataApi.on(ExecuteStatementCommand).rejects(new Error('a bug'));
    await expect(sql('select 1')).rejects.toThrow('a bug');
  });

  test('no statement waits for an answer longer than the function may run, but one of a migration may', async () => {
    dataApi.on(ExecuteStatementCommand).resolves({});
    await sql('select 1');
    await sql('select 1', {}, 'transaction');
    const [alone, inTransaction] = dataApi
      .calls()
      .map(({ args }) => (args as unknown[])[1] as { requestTimeout?: number });
    expect(alone!.requestTimeout! * 2).toBeLessThan(25_000);
    expect(inTransaction!.requestTimeout).toBeUndefined();
  });
});

test('A refusal of the database service arrives with its code, its fields and what more it says', async () => {
  const extensions = {
    code: 'DELIVERY_TIME_DIFFERS',
    errors: [{ field: 'replaces' }],
    more: { deliveryTime: 7 },
  };
  const answer = JSON.stringify({ errors: [{ message: 'no', extensions }] });
  lambda.on(InvokeCommand).resolves({ Payload: new TextEncoder().encode(answer) as never });
  await expect(askDatabase(A_QUERY, { id: 'a' })).rejects.toMatchObject({
    ...extensions,
    message: 'no',
    status: 409,
  });
});
