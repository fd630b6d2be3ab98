import {
  execute,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  parse,
  validate,
} from 'graphql';
import { Problem } from '../contracts/problem.ts';
import { inTime } from './deadline.ts';
import { extensionsOf } from './graphqlProblem.ts';
import { log } from './log.ts';
import { withLogContext } from './logContext.ts';
import { subgraphSchema, type SubgraphResolvers } from './subgraphSchema.ts';

/** What the gateway of the public graph sends to a subgraph, by Lambda Invoke. */
export interface Question {
  query: string;
  variables?: Record<string, unknown> | undefined;
  correlationId: string;
  /** How long the gateway waits for the answer, in ms. */
  withinMs: number;
}

const toldOf = (error: GraphQLError): GraphQLFormattedError => {
  const { message, path } = error;
  const cause = error.originalError ?? error;
  if (cause instanceof Problem) {
    if (cause.cause !== undefined) log.error('a field failed', { path, error: cause.cause });
    else log.info('a field was refused', { path, code: cause.code });
    return { message, path, extensions: extensionsOf(cause) };
  }
  log.error('a field failed', { path, error: cause });
  return { message: 'Something went wrong on our side.', path, extensions: { code: 'INTERNAL' } };
};

/** The handler of a subgraph: its schema's text and what answers its fields. A refusal is an error with a code, a fault of ours is logged. */
export const subgraph = (text: string, resolvers: SubgraphResolvers) => {
  const schema = subgraphSchema(text, resolvers);
  const answer = async ({ query, variables }: Question) => {
    const document = parse(query);
    // While a release is under way, the gateway may ask for what this one does not know: better an error than a silent null.
    const errors = validate(schema, document);
    const result: ExecutionResult =
      errors.length > 0 ? { errors } : await execute({ schema, document, variableValues: variables ?? {} });
    return { ...result, ...(result.errors && { errors: result.errors.map(toldOf) }) };
  };
  return (question: Question) =>
    withLogContext({ correlationId: question.correlationId }, () =>
      inTime(question.withinMs, () => answer(question)),
    );
};
