/** A refusal in the words of the deployed gateway (RFC 9457), as its GatewayResponses give it. */
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

/** The refusals that the gateway makes by itself, before or after the handler. */
export const refusals = {
  invalidRequest: (detail: string) => problem(400, 'Bad Request', 'INVALID_REQUEST', detail),
  notFound: () => problem(404, 'Not Found', 'NOT_FOUND', 'There is no such address in this API.'),
  tooLarge: () =>
    problem(413, 'Content Too Large', 'PAYLOAD_TOO_LARGE', 'A request may be 10 MB large at most.'),
  badGateway: () =>
    problem(502, 'Bad Gateway', 'BAD_GATEWAY', 'The service failed. Please try again; its log says why.'),
  timeout: () => problem(504, 'Gateway Timeout', 'GATEWAY_TIMEOUT', 'The service did not answer in time.'),
  unavailable: () =>
    problem(503, 'Service Unavailable', 'SERVICE_UNAVAILABLE', 'The API is not running yet, or no longer.'),
};

const parsed = (body: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};

/** Statuses under which the emulator answers with a body of its own making. */
export const mayBeEmulators = (status: number, contentType: string | undefined): boolean =>
  status >= 400 && (contentType === undefined || contentType.startsWith('application/json'));

const byStatus = (status: number, message: string): GatewayProblem | undefined => {
  if (status === 400) return refusals.invalidRequest(message);
  if (status === 404) return refusals.notFound();
  return status === 413 ? refusals.tooLarge() : undefined;
};

/**
 * What the deployed gateway says where serverless-offline answers in its own way: a stack trace for a body
 * that breaks the schema, nothing for a handler that failed, hapi's words for an unknown route.
 * Undefined when the body is a handler's own, which passes untouched.
 */
export const asOnAws = (status: number, body: string): GatewayProblem | undefined => {
  if (body === '') return status === 504 ? refusals.timeout() : refusals.badGateway();
  const { errorMessage, offlineInfo, statusCode, error, message, currentRoute } = parsed(body);
  if (offlineInfo !== undefined)
    return status === 400 ? refusals.invalidRequest(String(errorMessage)) : refusals.badGateway();
  if (statusCode !== status || error === undefined) return undefined;
  return currentRoute !== undefined || message !== undefined ? byStatus(status, String(message)) : undefined;
};
