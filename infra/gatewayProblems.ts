/** A refusal that the gateway makes by itself, in the form of our handlers' refusals (RFC 9457). */
export interface GatewayProblem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
}

const problem = (status: number, title: string, code: string, detail: string): GatewayProblem => ({
  type: `https://acmecorp.xyz/problems/${code.toLowerCase().replaceAll('_', '-')}`,
  title,
  status,
  code,
  detail,
});

/** What the gateway refuses before or after the handler, the same on AWS and in the local cloud. */
export const gatewayProblems = {
  invalidRequest: (detail: string) => problem(400, 'Bad Request', 'INVALID_REQUEST', detail),
  unauthorized: () => problem(401, 'Unauthorized', 'UNAUTHORIZED', 'The request is not signed as it should.'),
  forbidden: () => problem(403, 'Forbidden', 'FORBIDDEN', 'You may not do this, or your signature is wrong.'),
  notFound: () =>
    problem(404, 'Not Found', 'NOT_FOUND', 'There is no such address in this API, or it is not public.'),
  tooLarge: () =>
    problem(413, 'Content Too Large', 'PAYLOAD_TOO_LARGE', 'A request may be 10 MB large at most.'),
  unsupportedMediaType: () =>
    problem(415, 'Unsupported Media Type', 'UNSUPPORTED_MEDIA_TYPE', 'The body must be JSON.'),
  tooManyRequests: () =>
    problem(429, 'Too Many Requests', 'TOO_MANY_REQUESTS', 'Too much is going on. Please try again soon.'),
  badGateway: () =>
    problem(502, 'Bad Gateway', 'BAD_GATEWAY', 'The service failed. Please try again; its log says why.'),
  unavailable: () =>
    problem(503, 'Service Unavailable', 'SERVICE_UNAVAILABLE', 'The API is not running yet, or no longer.'),
  timeout: () => problem(504, 'Gateway Timeout', 'GATEWAY_TIMEOUT', 'The service did not answer in time.'),
};
