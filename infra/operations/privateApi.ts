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

const signed = async (region: string, address: string, body: string): Promise<Record<string, string>> => {
  const { hostname, pathname } = new URL(address);
  const signer = new SignatureV4({
    service: 'execute-api',
    region,
    credentials: defaultProvider(),
    sha256: Sha256,
  });
  const headers = { host: hostname, 'content-type': 'application/json' };
  const request = { method: 'POST', protocol: 'https:', hostname, path: pathname, headers, body };
  return (await signer.sign(request)).headers;
};

interface Answer<Data> {
  data?: Data;
  errors?: unknown[];
}

/** Asks a stage's private database service; on a deployed stage signed with the caller's AWS credentials. */
export const askDatabaseAt =
  ({ url, region, isLocal }: ApiAddress): AskDatabase =>
  async <Query extends DatabaseQuery>(query: Query, variables: object): Promise<AnswerTo<Query>> => {
    if (!url) throw new Error('The address of the API is missing: give --url, or set API_URL.');
    const body = JSON.stringify({ query, variables });
    const address = `${url}/database`;
    const headers = isLocal ? { 'content-type': 'application/json' } : await signed(region, address, body);
    const response = await fetch(address, { method: 'POST', headers, body });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${address}: ${text.slice(0, 300)}`);
    const { data, errors } = JSON.parse(text) as Answer<AnswerTo<Query>>;
    if (errors || !data) throw new Error(`database: ${JSON.stringify(errors)}`);
    return data;
  };
