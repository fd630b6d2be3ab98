import type { APIGatewayProxyResult } from 'aws-lambda';
import { Refusal } from '../../src/contracts/responses.ts';
import { wrongIn } from './judge.ts';
import type { Down } from './world.ts';

interface GraphqlAnswer {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string } }[];
}

const said = ({ body }: APIGatewayProxyResult): GraphqlAnswer => {
  try {
    return JSON.parse(body) as GraphqlAnswer;
  } catch {
    return {};
  }
};

const codesIn = (answer: APIGatewayProxyResult): string[] =>
  (said(answer).errors ?? []).map(({ extensions }) => extensions?.code ?? 'none');

const OUR_FAULTS = ['INTERNAL', 'INTERNAL_SERVER_ERROR'];

const OUTAGES = ['SERVICE_UNAVAILABLE', 'PAYMENT_IN_DOUBT', 'ORDER_IN_DOUBT'];

/** What is wrong with an answer of GraphQL by itself. */
export const wrongInGraphql = (answer: APIGatewayProxyResult, down: Down): string[] => {
  if (answer.headers?.['Content-Type'] === 'application/problem+json') return wrongIn(answer, Refusal, down);
  const { data, errors } = said(answer);
  const codes = codesIn(answer);
  const never = down === 'nobody' ? [...OUR_FAULTS, ...OUTAGES] : OUR_FAULTS;
  const ours = codes.filter((code) => never.includes(code));
  return [
    ...(answer.statusCode >= 500 ? [`it failed with ${answer.statusCode}`] : []),
    ...(data === undefined && errors === undefined ? ['it is no GraphQL answer'] : []),
    ...(ours.length > 0 ? [`it failed with ${ours}`] : []),
    ...(codes.includes('none') ? ['an error without a code'] : []),
  ];
};

/** True where nothing was done; of what met an outage half-way nobody knows. */
export const isRefusedByGraphql = (answer: APIGatewayProxyResult): boolean => {
  const codes = codesIn(answer);
  if (codes.some((code) => OUTAGES.includes(code))) return false;
  return answer.statusCode >= 400 || codes.length > 0;
};
