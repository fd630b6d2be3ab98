import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import { type consume, isQueueBatch } from './consume.ts';
import { http, type RequestContext } from './http.ts';

/**
 * A handler for a consumer that operators can also call over its private route: a queue's batch goes to
 * `consumer`, a request to `repeat`, which does the same work as the event. It answers `{ result }`.
 */
export const eventsOrRequests = <Schema extends z.ZodMiniType>(
  consumer: ReturnType<typeof consume>,
  schema: Schema,
  repeat: (input: z.output<Schema>, context: RequestContext) => Promise<unknown>,
) => {
  const request = http(schema, async (input, context) => ({ result: await repeat(input, context) }));
  return (event: Parameters<typeof consumer>[0] | APIGatewayProxyEvent, context: Context) =>
    isQueueBatch(event) ? consumer(event, context) : request(event);
};
