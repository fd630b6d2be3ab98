import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBankServer, type BankServer } from '../../infra/local/bank/bankServer.ts';
import { openFileLedger } from '../../infra/local/bank/fileLedger.ts';
import type { Ledger } from '../../src/bank/ledger.ts';
import { after, authorised } from '../../src/bank/payment.ts';
import { Outage } from '../../src/platform/outage.ts';
import { paymentProvider } from '../../src/platform/paymentProvider.ts';
import { s3Ledger } from '../../src/bank/s3Ledger.ts';
import { startS3StandIn } from './s3StandIn.ts';

let directory: string;
let server: BankServer;

const start = async () => {
  server = await startBankServer({ port: 0, file: join(directory, 'bank', 'ledger.jsonl') });
};

beforeAll(async () => {
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  directory = mkdtempSync(join(tmpdir(), 'webshop-bank-'));
  await start();
});

afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const hold = (key: string, changes: Record<string, unknown> = {}) =>
  call(
    'POST',
    '/boa/v1/payments',
    { amount: 45000, currency: 'USD', email: 'ann@example.com', metadata: { orderId: key }, ...changes },
    { 'idempotency-key': key },
  );

const change = (id: unknown, kind: string, key: string, body = {}) =>
  call('POST', `/boa/v1/payments/${String(id)}/${kind}`, body, { 'idempotency-key': key });

const control = (orders: object) => call('PUT', '/control', orders, { 'x-local-control': 'yes' });

describe('The banks outside', () => {
  test('fifty requests with one key at once are one payment', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => hold('fifty')));
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body['id'])}`)).size).toBe(1);
  });

  test('a payment is held, captured and given back; what was acknowledged outlives the process', async () => {
    const { body } = await hold('life');
    await change(body['id'], 'capture', 'c', { amount: 40000 });
    await change(body['id'], 'refund', 'r', { amount: 10000 });
    await server.stop();
    // As a bank that was killed in the middle of a line leaves it.
    appendFileSync(join(directory, 'bank', 'ledger.jsonl'), '{"payment":{"id":"boa_brok');
    await start();
    expect(await call('GET', `/boa/v1/payments/${String(body['id'])}`)).toMatchObject({
      status: 200,
      body: { status: 'captured', captured: 40000, refunded: 10000 },
    });
    await hold('after the break');
    await server.stop();
    await start();
    expect(await call('GET', '/boa/v1/payments?idempotency_key=after%20the%20break')).toMatchObject({
      status: 200,
    });
  });

  test('an answer that is lost was no refusal: the payment is there, and the same key finds it', async () => {
    await control({ loses: 1 });
    await expect(hold('lost')).rejects.toThrow();
    expect(await call('GET', '/boa/v1/payments?idempotency_key=lost')).toMatchObject({
      status: 200,
      body: { status: 'authorised' },
    });
    expect(await hold('lost')).toMatchObject({ status: 201 });
  });

  test('a tag in the e-mail and the control page make it decline, fail and refuse captures', async () => {
    expect(await hold('d', { email: 'ann+payment-declines@example.com' })).toMatchObject({ status: 402 });
    await expect(hold('f', { email: 'ann+payment-fails@example.com' })).rejects.toThrow();
    const { body } = await hold('r', { email: 'ann+payment-refuses@example.com' });
    expect(await change(body['id'], 'capture', 'c')).toMatchObject({
      status: 402,
      body: { error: 'capture_refused' },
    });
    await control({ declines: 1 });
    expect(await hold('controlled')).toMatchObject({ status: 402, body: { error: 'declined' } });
    expect(await hold('controlled')).toMatchObject({ status: 201 });
  });

  test('it can be told to fail with a share of what it is asked', async () => {
    await control({ share: { declines: 0.5 } });
    const answers = await Promise.all(Array.from({ length: 64 }, (_, index) => hold(`share-${index}`)));
    await control({});
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 402]));
    expect(await hold('share-none')).toMatchObject({ status: 201 });
  });

  test('what it has said yes to it does not decline when it is asked again', async () => {
    const { body } = await hold('said yes');
    await control({ declines: 1 });
    expect(await hold('said yes')).toMatchObject({ status: 201, body: { id: body['id'] } });
  });

  test('it takes no orders from a page in a browser', async () => {
    expect(await call('PUT', '/control', { fails: 1 })).toMatchObject({ status: 403 });
  });

  test.each([
    ['POST', '/boa/v1/payments', {}, 400],
    ['GET', '/boa/v1/payments/boa_nobody', undefined, 404],
    ['GET', '/', undefined, 404],
    ['DELETE', '/boa/v1/payments/boa_nobody', undefined, 405],
  ])('%s %s is refused with %s', async (method, path, body, status) => {
    expect(await call(method, path, body)).toMatchObject({ status });
  });

  test('its payments can be listed by time, in pages that leave none out', async () => {
    for (let index = 0; index < 7; index++) await hold(`page-${index}`);
    const found: unknown[] = [];
    let after: unknown = '';
    do {
      const { body } = await call('GET', `/boa/v1/payments?limit=3${after ? `&after=${String(after)}` : ''}`);
      found.push(...(body['payments'] as { id: string }[]).map(({ id }) => id));
      after = body['next'];
    } while (after);
    expect(new Set(found).size).toBe(found.length);
    for (let index = 0; index < 7; index++)
      expect(found).toContain(
        (await call('GET', `/boa/v1/payments?idempotency_key=page-${index}`)).body['id'],
      );
  });
});

/** Where somebody has listened and nobody does any more. */
const aClosedDoor = async () => {
  const gone = await startBankServer({ port: 0, file: join(directory, 'gone', 'ledger.jsonl') });
  await gone.stop();
  return `http://127.0.0.1:${gone.port}`;
};

describe('The port to a payment provider', () => {
  const provider = paymentProvider('boa');
  const authorisation = (key: string, changes = {}) => ({
    idempotencyKey: key,
    amount: 45000,
    currency: 'USD',
    email: 'ann@example.com',
    metadata: { orderId: 'order' },
    ...changes,
  });

  beforeAll(() => {
    process.env['BANK_URL'] = `http://127.0.0.1:${server.port}`;
  });

  test('holds, captures, gives back, finds and lists', async () => {
    const from = Date.now();
    const { id } = await provider.authorise(authorisation('port'));
    await provider.capture(id, 45000, 'capture');
    await provider.refund(id, 5000, 'refund');
    expect(await provider.get(id)).toMatchObject({ status: 'captured', captured: 45000, refunded: 5000 });
    expect((await provider.find('port'))?.id).toBe(id);
    expect(await provider.find('nobody')).toBeUndefined();
    expect((await provider.list({ from, to: Date.now() + 1000 })).payments.map((each) => each.id)).toEqual([
      id,
    ]);
  });

  test('tells the bank’s no from everything else, which is a doubt', async () => {
    const declined = authorisation('no', { email: 'ann+payment-declines@example.com' });
    await expect(provider.authorise(declined)).rejects.toMatchObject({ code: 'declined' });
    await expect(provider.authorise(authorisation('port', { amount: 1 }))).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    await control({ loses: 1 });
    await expect(provider.authorise(authorisation('doubt'))).rejects.toBeInstanceOf(Outage);
    expect(await paymentProvider('BOA').get('x')).toBeUndefined();
  });

  test('takes a bank whose door is closed for no answer, not for one that knows nothing', async () => {
    const { BANK_URL } = process.env;
    process.env['BANK_URL'] = await aClosedDoor();
    for (const asked of [provider.get('x'), provider.find('port'), provider.authorise(authorisation('port'))])
      await expect(asked).rejects.toBeInstanceOf(Outage);
    process.env['BANK_URL'] = BANK_URL;
  });
});

const ledgers: [string, () => Promise<{ ledger: Ledger; stop: () => Promise<void> }>][] = [
  [
    'in a file',
    async () => {
      const ledger = await openFileLedger(join(directory, 'other.jsonl'));
      return { ledger, stop: () => ledger.close() };
    },
  ],
  [
    'in S3',
    async () => {
      const s3 = await startS3StandIn();
      process.env['AWS_ENDPOINT_URL_S3'] = s3.url;
      return { ledger: s3Ledger('bank'), stop: () => s3.stop() };
    },
  ],
];

describe.each(ledgers)('A ledger %s', (_, open) => {
  test('takes a payment once, a change only over the state that was read, and lists by time', async () => {
    const { ledger, stop } = await open();
    const asked = { amount: 100, currency: 'USD', email: 'a@b.co', metadata: {} };
    const [first, second, foreign] = [
      authorised('boa', 'k1', asked, 1000),
      authorised('boa', 'k2', asked, 2000),
      authorised('ebb', 'k3', asked, 1500),
    ];
    for (const payment of [second, first, foreign]) await ledger.write(payment);
    await expect(ledger.write(first)).rejects.toMatchObject({ name: 'Conflict' });
    const { version = '' } = (await ledger.read(first.id)) ?? {};
    const captured = after(first, { key: 'c', kind: 'capture', amount: 100, at: 1001 });
    await ledger.write(captured, version);
    await expect(ledger.write(first, version)).rejects.toMatchObject({ name: 'Conflict' });
    const page = { bank: 'boa', from: 0, to: 10_000, after: undefined, limit: 100 };
    expect((await ledger.list(page)).payments).toEqual([captured, second]);
    expect((await ledger.list({ ...page, to: 2000 })).payments).toEqual([captured]);
    const { payments, next } = await ledger.list({ ...page, limit: 1 });
    expect(payments).toEqual([captured]);
    expect((await ledger.list({ ...page, after: next })).payments).toEqual([second]);
    await stop();
  });
});
