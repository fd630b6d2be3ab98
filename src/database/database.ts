import { ApolloServer } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { handlers, startServerAndCreateLambdaHandler } from '@as-integrations/aws-lambda';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { GraphQLError, type GraphQLFormattedError, type ValidationContext } from 'graphql';
import { Problem } from '../contracts/problem.ts';
import { announce } from '../platform/eventBus.ts';
import { bodyOf, correlationIdOf } from '../platform/http.ts';
import { replyToFailure } from '../platform/httpAnswer.ts';
import { log } from '../platform/log.ts';
import { correlatedBy, inLogContext, withLogContext } from '../platform/logContext.ts';
import { sql } from '../platform/rdsData.ts';
import { isOn, numberSetting } from '../platform/settings.ts';
import { resolversOver, typeDefs } from './resolvers.ts';

/** What a service sends when it invokes this Lambda directly. */
interface Question {
  query: string;
  variables?: Record<string, unknown>;
  /** Of the orders that the question is about. */
  correlationIds?: string[];
}

const MAX_DEPTH = 6;
const MAX_ALIASES = 10;

// Otherwise the rules throw, and the caller would be told of a fault of ours.
const asRefusal = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

const answerTo = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
  const cause = unwrapResolverError(error);
  if (cause instanceof Problem)
    return {
      ...formatted,
      extensions: { code: cause.code, ...(cause.errors && { errors: cause.errors }), more: cause.more },
    };
  if (formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') return formatted;
  // What graphql says before it asks anybody is about the request: that it lists no more of its errors, for one.
  if (cause instanceof GraphQLError && formatted.path === undefined)
    return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
  log.error('a query failed', { path: formatted.path, error: cause });
  return { message: 'Something went wrong in the database service.', extensions: { code: 'INTERNAL' } };
};

/** The GraphQL service over these resolvers. */
const serverOver = (resolvers: ReturnType<typeof resolversOver>, introspection: boolean) =>
  new ApolloServer({
    typeDefs,
    resolvers,
    introspection,
    validationRules: [
      maxDepthRule({ n: MAX_DEPTH, ...asRefusal }),
      maxAliasesRule({ n: MAX_ALIASES, ...asRefusal }),
    ],
    formatError: answerTo,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
  });

const server = serverOver(
  resolversOver({ sql, announce, capacity: () => numberSetting('SLOT_CAPACITY') }),
  isOn('INTROSPECTION'),
);

const overHttp = startServerAndCreateLambdaHandler(
  server,
  handlers.createAPIGatewayProxyEventRequestHandler(),
);

const overInvoke = async ({ query, variables }: Question) => {
  const { body } = await server.executeOperation({ query, variables });
  if (body.kind !== 'single') throw new Error('an answer in parts is not supported');
  return body.singleResult;
};

const overGateway = (event: APIGatewayProxyEvent, context: Context) => {
  const correlationId = correlationIdOf(event);
  return withLogContext({ correlationId }, async () => {
    try {
      bodyOf(event);
    } catch (refusal) {
      return replyToFailure(refusal, correlationId);
    }
    const answer = (await overHttp(event, context, () => {})) as APIGatewayProxyResult;
    return { ...answer, headers: { ...answer.headers, 'X-Correlation-Id': correlationId } };
  });
};

/** Answers GraphQL: for operators over the private route, for services by Lambda Invoke. */
export const handler = async (event: APIGatewayProxyEvent | Question, context: Context) =>
  'httpMethod' in event
    ? overGateway(event, context)
    : inLogContext(correlatedBy(event.correlationIds ?? []), () => overInvoke(event));
