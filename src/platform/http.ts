import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import type * as z from 'zod/mini';
import { invalid, Problem } from '../contracts/problem.ts';
import { subjectsIn } from '../contracts/subjects.ts';
import { Answer, corsHeaders, reply, replyToFailure } from './httpAnswer.ts';
import { addToLogContext, withLogContext } from './logContext.ts';

/** The largest body that a request may have, in bytes. */
export const MAX_BODY = 64 * 1024;

/** What a use case is told of the request that it answers. */
export interface RequestContext {
  correlationId: string;
  /** A request header by its name in lower case. */
  header: (name: string) => string | undefined;
}

const headerOf =
  (event: APIGatewayProxyEvent) =>
  (name: string): string | undefined =>
    Object.entries(event.headers ?? {}).find(([each]) => each.toLowerCase() === name)?.[1] ?? undefined;

/** The JSON of a request's body; one that is too large, of another type or no JSON rejects with a Problem. */
export const bodyOf = (event: APIGatewayProxyEvent): unknown => {
  const contentType = headerOf(event)('content-type') ?? '';
  const body = event.isBase64Encoded
    ? Buffer.from(event.body ?? '', 'base64').toString()
    : (event.body ?? '');
  if (Buffer.byteLength(body) > MAX_BODY)
    throw new Problem('PAYLOAD_TOO_LARGE', `The body is larger than ${MAX_BODY} bytes.`, {
      errors: [{ field: 'body', message: `must not be larger than ${MAX_BODY} bytes` }],
    });
  if (!/^application\/(.+\+)?json\s*(;|$)/i.test(contentType))
    throw new Problem(
      'UNSUPPORTED_MEDIA_TYPE',
      'The body must be JSON, with content-type: application/json.',
      {
        errors: [{ field: 'content-type', message: 'must be application/json' }],
      },
    );
  try {
    return JSON.parse(body);
  } catch {
    throw invalid({ field: 'body', message: 'must be valid JSON' });
  }
};

/** Checks a value against its schema; a mismatch is an INVALID_REQUEST that names each field. */
export const validate = <Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> => {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  throw invalid(
    ...error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            field: [...issue.path, key].join('.'),
            message: 'is not a field we know',
          }))
        : [{ field: issue.path.join('.') || 'body', message: issue.message }],
    ),
  );
};

const inputOf = (event: APIGatewayProxyEvent): unknown =>
  event.httpMethod === 'GET' ? { ...event.queryStringParameters, ...event.pathParameters } : bodyOf(event);

/** The correlation that the caller gave, where it is safe to be logged and passed on, else a new one. */
export const correlationIdOf = (event: APIGatewayProxyEvent): string => {
  const given = headerOf(event)('x-correlation-id');
  return given !== undefined && /^[\w.:-]{8,100}$/.test(given) ? given : randomUUID();
};

/**
 * A Lambda handler for API Gateway (REST, proxy): validates query and path (GET) or the JSON body (else),
 * whatever the gateway checked before, and answers what `useCase` gives as JSON.
 */
export const http =
  <Schema extends z.ZodMiniType>(
    schema: Schema,
    useCase: (input: z.output<Schema>, context: RequestContext) => Promise<unknown>,
  ) =>
  async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const correlationId = correlationIdOf(event);
    const header = headerOf(event);
    const allowed = (answer: APIGatewayProxyResult) => ({
      ...answer,
      headers: { ...answer.headers, ...corsHeaders(header('origin')) },
    });
    return withLogContext({ correlationId }, async () => {
      try {
        const input = validate(schema, inputOf(event));
        addToLogContext(subjectsIn(input));
        const result = await useCase(input, { correlationId, header });
        const answer = result instanceof Answer ? result : new Answer(200, result);
        return allowed(reply(answer.status, 'application/json', correlationId, answer.body));
      } catch (failure) {
        return allowed(replyToFailure(failure, correlationId));
      }
    });
  };
