import { Sha256 } from '@aws-crypto/sha256-js';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AnswerTo, AskDatabase, DatabaseQuery } from '../../src/platform/database.ts';

/** Where a stage's API is, and whether it is the local one, which does not check who calls. */
export interface ApiAddress {
  url: string | undefined;
  region: string;
  isLocal: boolean;
}

const signed = async (
  region: string,
  address: string,
  body: string,
  more: Record<string, string>,
): Promise<Record<string, string>> => {
  const { hostname, pathname } = new URL(address);
  const signer = new SignatureV4({
    service: 'execute-api',
    region,
    credentials: defaultProvider(),
    sha256: Sha256,
  });
  const headers = { host: hostname, ...more };
  const request = { method: 'POST', protocol: 'https:', hostname, path: pathname, headers, body };
  return (await signer.sign(request)).headers;
};

/** Posts JSON to a private route of a stage; on a deployed stage signed with the caller's AWS credentials. */
export const postTo =
  ({ url, region, isLocal }: ApiAddress) =>
  async (path: string, content: object, more: Record<string, string> = {}): Promise<Response> => {
    if (!url) throw new Error('The address of the API is missing: give --url, or set API_URL.');
    const body = JSON.stringify(content);
    const address = `${url}${path}`;
    const plain = { 'content-type': 'application/json', ...more };
    const headers = isLocal ? plain : await signed(region, address, body, plain);
    return fetch(address, { method: 'POST', headers, body });
  };

/** What a private route answers; a refusal rejects with its code and what it says. */
export const askRoute =
  (address: ApiAddress) =>
  async <Result>(path: string, content: object): Promise<Result> => {
    const response = await postTo(address)(path, content);
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as Result;
    const { code, detail } = (
      response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {}
    ) as {
      code?: string;
      detail?: string;
    };
    throw new Error(code ? `${code}: ${detail}` : `${response.status} ${path}: ${text.slice(0, 300)}`);
  };

interface Answer<Data> {
  data?: Data;
  errors?: unknown[];
}

/** Asks a stage's private database service; on a deployed stage signed with the caller's AWS credentials. */
export const askDatabaseAt =
  (api: ApiAddress): AskDatabase =>
  async <Query extends DatabaseQuery>(query: Query, variables: object): Promise<AnswerTo<Query>> => {
    const response = await postTo(api)('/database', { query, variables });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${api.url}/database: ${text.slice(0, 300)}`);
    const { data, errors } = JSON.parse(text) as Answer<AnswerTo<Query>>;
    if (errors || !data) throw new Error(`database: ${JSON.stringify(errors)}`);
    return data;
  };
