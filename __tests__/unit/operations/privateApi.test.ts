import { askDatabaseAt } from '../../../infra/operations/privateApi.ts';
import { A_QUERY } from '../../given.ts';

const answers = (body: unknown, status = 200) =>
  jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(JSON.stringify(body), { status }));

const deployed = {
  url: 'https://id.execute-api.us-east-1.amazonaws.com/prod',
  region: 'us-east-1',
  isLocal: false,
};

describe('Asking a stage’s private database service', () => {
  beforeEach(() => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' });
  });

  afterEach(() => jest.restoreAllMocks());

  test('is signed with the caller’s credentials on a deployed stage', async () => {
    const fetched = answers({ data: { getOrder: null } });
    expect(await askDatabaseAt(deployed)(A_QUERY, { id: 'a' })).toEqual({ getOrder: null });
    const [url, { headers }] = fetched.mock.calls[0] as [string, { headers: Record<string, string> }];
    expect(url).toBe(`${deployed.url}/database`);
    expect(headers['authorization']).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/execute-api\/aws4_request, .*Signature=[0-9a-f]{64}$/,
    );
  });

  test('is not signed locally', async () => {
    const fetched = answers({ data: {} });
    await askDatabaseAt({ ...deployed, isLocal: true })(A_QUERY, { id: 'a' });
    expect(fetched.mock.calls[0]![1]!.headers).toEqual({ 'content-type': 'application/json' });
  });

  test('says what is wrong: a missing address, a refusal, an error of the service', async () => {
    await expect(askDatabaseAt({ ...deployed, url: undefined })(A_QUERY, { id: 'a' })).rejects.toThrow(
      'give --url',
    );
    answers({ message: 'Forbidden' }, 403);
    await expect(askDatabaseAt(deployed)(A_QUERY, { id: 'a' })).rejects.toThrow('403');
    answers({ errors: [{ message: 'no such field' }] });
    await expect(askDatabaseAt(deployed)(A_QUERY, { id: 'a' })).rejects.toThrow('no such field');
  });
});
