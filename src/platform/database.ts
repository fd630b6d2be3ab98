import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { type FieldError, invalid, isProblemCode, Problem } from '../contracts/problem.ts';
import type { DatabaseQueries } from './databaseQueries.ts';
import { patience } from './deadline.ts';
import { correlationIds } from './logContext.ts';
import { settings } from './settings.ts';

/** A query to the private database service: one that stands in the code, constant and in backticks, and is known to `npm run docs`. */
export type DatabaseQuery = keyof DatabaseQueries;

/** What the private schema says that a query gives. */
export type AnswerTo<Query extends DatabaseQuery> = DatabaseQueries[Query]['answer'];

/** The variables that a query takes. */
export type VariablesOf<Query extends DatabaseQuery> = DatabaseQueries[Query]['variables'];

/** Asks the private database service: a constant GraphQL document and its variables, never a string built of data. */
export type AskDatabase = <Query extends DatabaseQuery>(
  query: Query,
  variables: DatabaseQueries[Query]['variables'],
) => Promise<AnswerTo<Query>>;

interface GraphQLFailure {
  message: string;
  extensions?: { code?: unknown; errors?: FieldError[]; more?: Record<string, unknown> };
}

interface GraphQLAnswer<Data> {
  data?: Data | null;
  errors?: GraphQLFailure[];
}

// In a rush Lambda may have no room for the database function: while it says so, a little patience is better than a
// message given back. What waits longer than its function may run (28 s) should still be able to say so.
const client = new LambdaClient({ maxAttempts: 8, requestHandler: { connectionTimeout: 2000 } });
const PATIENCE_MS = 26_500;

// Its message repeats the value, which may be a person's and must not come into the log: only the place is told.
const unfit = (message: string): Problem =>
  invalid({
    field: / at "([\w.[\]]+)"/.exec(message)?.[1] ?? 'body',
    message: 'is not a value that can be stored',
  });

const failureOf = ({ message, extensions: { code, errors, more } = {} }: GraphQLFailure): Error => {
  if (code === 'BAD_USER_INPUT') return unfit(message);
  return isProblemCode(code) && code !== 'INTERNAL'
    ? new Problem(code, message, { ...more, ...(errors && { errors }) })
    : new Error(`database: ${message}`);
};

const unavailable = (cause: unknown): Problem =>
  new Problem('SERVICE_UNAVAILABLE', 'Our database does not answer just now. Please try again in a moment.', {
    cause,
  });

const invoke = async (payload: object): Promise<string> => {
  const command = new InvokeCommand({
    FunctionName: settings.databaseFunction,
    Payload: JSON.stringify(payload),
  });
  const { Payload, FunctionError } = await client
    .send(command, { abortSignal: AbortSignal.timeout(patience(PATIENCE_MS)) })
    .catch((error: unknown) => {
      throw unavailable(error);
    });
  const text = Payload ? Buffer.from(Payload).toString() : '';
  if (FunctionError) throw unavailable(new Error(`database: ${FunctionError} ${text.slice(0, 300)}`));
  return text;
};

/**
 * Invokes the database Lambda. A refusal of the service rejects with its Problem, a service that does not answer with
 * SERVICE_UNAVAILABLE, anything else with an Error.
 */
export const askDatabase: AskDatabase = async <Query extends DatabaseQuery>(
  query: Query,
  variables: DatabaseQueries[Query]['variables'],
) => {
  const text = await invoke({ query, variables, correlationIds: correlationIds() });
  const { data, errors } = JSON.parse(text) as GraphQLAnswer<AnswerTo<Query>>;
  if (errors?.[0]) throw failureOf(errors[0]);
  if (!data) throw new Error('database: an answer without data');
  return data;
};
