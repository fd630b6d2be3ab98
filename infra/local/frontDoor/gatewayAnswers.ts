import { type GatewayProblem, gatewayProblems } from '../../gatewayProblems.ts';

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
  if (status === 400) return gatewayProblems.invalidRequest(message);
  if (status === 404) return gatewayProblems.notFound();
  return status === 413 ? gatewayProblems.tooLarge() : undefined;
};

/**
 * What the deployed gateway says where serverless-offline answers in its own way: a stack trace for a body
 * that breaks the schema, nothing for a handler that failed, hapi's words for an unknown route.
 * Undefined when the body is a handler's own, which passes untouched.
 */
export const asOnAws = (status: number, body: string): GatewayProblem | undefined => {
  if (body === '') return status === 504 ? gatewayProblems.timeout() : gatewayProblems.badGateway();
  const { errorMessage, offlineInfo, statusCode, error, message, currentRoute } = parsed(body);
  if (offlineInfo !== undefined)
    return status === 400
      ? gatewayProblems.invalidRequest(String(errorMessage))
      : gatewayProblems.badGateway();
  if (statusCode !== status || error === undefined) return undefined;
  return currentRoute !== undefined || message !== undefined ? byStatus(status, String(message)) : undefined;
};
