import type { APIGatewayProxyResult } from 'aws-lambda';
import { Problem } from '../contracts/problem.ts';
import { log } from './log.ts';
import { Outage } from './outage.ts';
import { settings } from './settings.ts';

/** An answer with a status of its own; a plain value is answered with 200. */
export class Answer {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    this.status = status;
    this.body = body;
  }
}

/** What lets a page of one of our web sites read an answer, whatever the answer is. */
export const corsHeaders = (origin: string | undefined): Record<string, string> => ({
  Vary: 'Origin',
  ...(origin !== undefined &&
    settings.allowedOrigins.includes(origin) && {
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Expose-Headers': 'Retry-After, X-Correlation-Id',
    }),
});

/** An answer in JSON, for API Gateway. */
export const reply = (
  status: number,
  contentType: string,
  correlationId: string,
  body: unknown,
  headers = {},
) => ({
  statusCode: status,
  headers: {
    'Content-Type': contentType,
    'Cache-Control': 'no-store',
    'X-Correlation-Id': correlationId,
    ...headers,
  },
  body: JSON.stringify(body),
});

const titles: Record<number, string> = {
  400: 'Bad Request',
  402: 'Payment Required',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

// Whoever asks for what a consumer does by itself meets the same outages, and can come again as it does.
const withoutOutage = (failure: unknown): unknown =>
  failure instanceof Outage
    ? new Problem(
        'SERVICE_UNAVAILABLE',
        'Somebody whom we need for this does not answer just now. Please try again.',
        {
          cause: failure,
        },
      )
    : failure;

/** The one place where a refusal becomes HTTP (RFC 9457); anything else but an outage is logged and answered as a bare 500. */
export const replyToFailure = (thrown: unknown, correlationId: string): APIGatewayProxyResult => {
  const failure = withoutOutage(thrown);
  const known = failure instanceof Problem;
  if (known && failure.cause === undefined)
    log.info('request refused', { status: failure.status, code: failure.code });
  else log.error('request failed', { error: known ? failure.cause : failure });
  const problem = known
    ? failure
    : new Problem('INTERNAL', 'Something went wrong on our side. Please try again later.');
  const { code, status, errors, more } = problem;
  const body = {
    type: `https://acmecorp.xyz/problems/${code.toLowerCase().replaceAll('_', '-')}`,
    title: titles[status],
    status,
    code,
    detail: problem.message,
    ...(errors && { errors }),
    ...more,
    correlationId,
  };
  const headers = {
    ...(status === 503 && { 'Retry-After': '5' }),
    ...(status === 405 && { Allow: 'POST' }),
  };
  return reply(status, 'application/problem+json', correlationId, body, headers);
};
