import type { APIGatewayProxyResult } from 'aws-lambda';
import type * as z from 'zod/mini';
import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '../../src/contracts/responses.ts';
import { tellsOfPersons } from './values.ts';
import type { Down, Traces } from './world.ts';

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** What is wrong with a value as an answer of that contract; a field that it does not document is wrong too. */
const against = (contract: z.ZodMiniType, body: unknown): string[] => {
  const { success, data, error } = contract.safeParse(body);
  if (!success) return [`the answer is not as documented: ${error.message}`];
  return isDeepStrictEqual(data, body) ? [] : ['the answer has fields that are not documented'];
};

const twoLines = (headers: APIGatewayProxyResult['headers'] = {}): string[] =>
  Object.values(headers).some((value) => /[\r\n]/.test(String(value))) ? ['a header has two lines'] : [];

/** What is wrong with the answer of a door that gives files by itself. */
export const wrongInFile = ({ statusCode, headers = {}, body }: APIGatewayProxyResult): string[] => {
  const type = String(headers['Content-Type']);
  return [
    ...([200, 404].includes(statusCode) ? [] : [`it failed with ${statusCode}`]),
    ...(/^text\/(html|css|javascript|plain); charset=utf-8$/.test(type) ? [] : [`the type is ${type}`]),
    ...(headers['X-Content-Type-Options'] === 'nosniff' ? [] : ['a browser may take it for something else']),
    ...twoLines(headers),
    ...(statusCode === 404 && tellsOfPersons(body) ? ['it repeats what it was asked'] : []),
  ];
};

/** What is wrong with an answer by itself. */
export const wrongIn = (
  { statusCode, headers = {}, body }: APIGatewayProxyResult,
  answers: z.ZodMiniType,
  down: Down,
): string[] => {
  const isRefusal = statusCode >= 400;
  const said = parsed(body);
  const type = isRefusal ? 'application/problem+json' : 'application/json';
  return [
    ...(statusCode >= 500 && !(statusCode === 503 && down !== 'nobody')
      ? [`it failed with ${statusCode}`]
      : []),
    ...(statusCode === 503 && headers['Retry-After'] === undefined ? ['a 503 without Retry-After'] : []),
    ...(headers['Content-Type'] === type ? [] : [`the type is ${String(headers['Content-Type'])}`]),
    ...twoLines(headers),
    ...(isRefusal && (said as { status?: unknown })?.status !== statusCode ? ['it says another status'] : []),
    ...against(isRefusal ? Refusal : answers, said),
  ];
};

/** What a refused request left behind, in words. */
export const leftBehind = ({ rows, events, bankBytes, mails }: Traces): string[] => [
  ...(rows.length > 0 ? [`a refused request changed ${rows.join(', ')}`] : []),
  ...(events > 0 ? [`a refused request announced ${events} events`] : []),
  ...(bankBytes > 0 ? ['a refused request moved something at the bank'] : []),
  ...(mails > 0 ? [`a refused request sent ${mails} mails`] : []),
];

// By what its work is to be followed is for whoever asks to say, and it is in the log for that.
const withoutCorrelation = (line: string) => line.replace(/"correlationIds?":(?:"[^"]*"|\[[^\]]*\])/g, '');

/** Log lines that tell of a person. */
export const indiscreet = (lines: readonly string[]): string[] =>
  lines
    .filter((line) => tellsOfPersons(withoutCorrelation(line)))
    .map((line) => `personal data in the log: ${line.slice(0, 800)}`);
