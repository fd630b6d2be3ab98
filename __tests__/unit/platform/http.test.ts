import { CreateOrder } from '../../../src/contracts/requests.ts';
import { Problem } from '../../../src/contracts/problem.ts';
import { http, MAX_BODY } from '../../../src/platform/http.ts';
import { Outage } from '../../../src/platform/outage.ts';
import { aGatewayRequest, anOrderRequest } from '../../given.ts';

let write: jest.SpiedFunction<typeof process.stdout.write>;

beforeEach(() => {
  write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(() => write.mockRestore());

const accept = http(CreateOrder, async (input) => input);

const answerTo = async (request: Parameters<typeof aGatewayRequest>[0], handler = accept) => {
  const { statusCode, headers, body } = await handler(aGatewayRequest(request));
  return {
    statusCode,
    headers,
    body: JSON.parse(body) as { code?: string; errors?: { field: string }[]; detail?: string },
  };
};

const refusedFields = async (body: unknown) => {
  const answer = await answerTo({ body });
  expect(answer.statusCode).toBe(400);
  return [...new Set(answer.body.errors?.map(({ field }) => field))];
};

describe('The HTTP edge', () => {
  test('hands a valid body to the use case and answers what it gives', async () => {
    expect(await answerTo({ body: anOrderRequest() })).toMatchObject({
      statusCode: 200,
      body: { ...anOrderRequest(), testId: 0 },
    });
  });

  test.each([
    ['totalPrice', { totalPrice: -1 }],
    ['totalPrice', { totalPrice: 1e308 }],
    ['totalPrice', { totalPrice: '450' }],
    ['email', { email: 'a@x>, <v@y' }],
    ['email', { email: 'ann@example.com\r\nBcc: eve@example.com' }],
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(201) }],
    ['name', { name: 'a\u0000b' }],
    ['name', { name: '\ud800' }],
    ['lines.0.quantity', { products: undefined, lines: [{ sku: 'BB001', quantity: 0 }] }],
    ['lines.0.quantity', { products: undefined, lines: [{ sku: 'BB001', quantity: 2 ** 31 }] }],
    ['customerType', { customerType: '__proto__' }],
    ['discount', { discount: 100 }],
  ])('refuses a bad %s by its name: %j', async (field, changes) => {
    expect(await refusedFields(anOrderRequest(changes))).toEqual([field]);
  });

  test('answers an outage of somebody else with a 503 that says when to come again', async () => {
    const bankIsDown = http(CreateOrder, () => Promise.reject(new Outage('The bank did not answer.')));
    expect(await answerTo({ body: anOrderRequest() }, bankIsDown as never)).toMatchObject({
      statusCode: 503,
      headers: { 'Retry-After': '5' },
      body: { code: 'SERVICE_UNAVAILABLE' },
    });
  });

  test('refuses a polluting key by its name', async () => {
    const body = JSON.stringify(anOrderRequest()).replace('{', '{"__proto__":{"admin":true},');
    expect(await refusedFields(body)).toEqual(['__proto__']);
  });

  test('takes a name of any script, with quotes, emoji or right-to-left text', async () => {
    for (const name of [`Ann "Annie" O'Hara; DROP TABLE orders`, '🌵🪴', 'أحمد بن علي', 'é'.repeat(100)])
      expect(await answerTo({ body: anOrderRequest({ name }) })).toMatchObject({
        statusCode: 200,
        body: { name },
      });
  });

  test('names what is wrong with a body that is no JSON, too large, or called something else', async () => {
    const notANumber = JSON.stringify(anOrderRequest()).replace('45000', 'NaN');
    for (const body of ['{"name":', notANumber])
      expect(await answerTo({ body })).toMatchObject({
        statusCode: 400,
        body: { errors: [{ field: 'body' }] },
      });
    expect(await answerTo({ body: '[]' })).toMatchObject({ statusCode: 400 });
    expect(await answerTo({ body: `"${'x'.repeat(MAX_BODY)}"` })).toMatchObject({
      statusCode: 413,
      body: { code: 'PAYLOAD_TOO_LARGE' },
    });
    expect(
      await answerTo({ body: anOrderRequest(), headers: { 'content-type': 'text/plain' } }),
    ).toMatchObject({
      statusCode: 415,
      body: { errors: [{ field: 'content-type' }] },
    });
  });

  test('answers a refusal as problem+json and keeps an unexpected error to itself', async () => {
    const refuse = http(CreateOrder, async () =>
      Promise.reject(new Problem('PAYMENT_DECLINED', 'Declined.')),
    );
    const refused = await answerTo({ body: anOrderRequest() }, refuse);
    expect(refused).toMatchObject({
      statusCode: 402,
      body: { code: 'PAYMENT_DECLINED', status: 402, title: 'Payment Required' },
    });
    expect(refused.headers).toMatchObject({ 'Content-Type': 'application/problem+json' });
    const fail = http(CreateOrder, async () => Promise.reject(new Error('password is 1234')));
    const failed = await answerTo({ body: anOrderRequest() }, fail);
    expect(failed).toMatchObject({
      statusCode: 500,
      body: { code: 'INTERNAL', correlationId: expect.any(String) },
    });
    expect(JSON.stringify(failed)).not.toContain('1234');
    expect(write).toHaveBeenCalledWith(expect.stringContaining('password is 1234'));
    write.mockRestore();
  });

  test('lets pages of our own origins read every answer, and pages of others none', async () => {
    process.env['ALLOWED_ORIGINS'] = 'https://acmecorp.xyz, https://acmecorp.mx';
    const headersFor = async (origin: string, body: unknown = anOrderRequest()) =>
      (await answerTo({ body, headers: { 'content-type': 'application/json', Origin: origin } })).headers;
    for (const body of [anOrderRequest(), {}])
      expect(await headersFor('https://acmecorp.mx', body)).toMatchObject({
        'Access-Control-Allow-Origin': 'https://acmecorp.mx',
        Vary: 'Origin',
      });
    for (const origin of ['https://acmecorp.xyz.evil.example', 'null', '*'])
      expect(await headersFor(origin)).not.toHaveProperty('Access-Control-Allow-Origin');
    delete process.env['ALLOWED_ORIGINS'];
  });
});
