import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { isRefusal } from '../platform/graphqlProblem.ts';
import { log } from '../platform/log.ts';

// A page of fifty whose service is down tells it a few times, not fifty times.
const ALIKE = 3;

/** What is wrong with a request that was not run at all. */
export const refused = (errors: readonly GraphQLError[], correlationId: string): GraphQLFormattedError[] =>
  errors.map(({ message, locations }) => ({
    message,
    ...(locations && { locations }),
    extensions: { code: 'INVALID_REQUEST', correlationId },
  }));

const masked = ({
  path,
  message,
  extensions,
}: GraphQLError): Pick<GraphQLFormattedError, 'message' | 'extensions'> => {
  if (isRefusal(extensions)) return { message, extensions };
  // A subgraph has logged its own faults already, and says INTERNAL.
  if (extensions['code'] !== 'INTERNAL') log.error('a field of the graph failed', { path, error: message });
  return {
    message: 'Something went wrong on our side. Please try again later.',
    extensions: { code: 'INTERNAL' },
  };
};

/** What went wrong with fields, for whoever asked: refusals as they are, faults of ours without what they say inside. */
export const told = (errors: readonly GraphQLError[], correlationId: string): GraphQLFormattedError[] => {
  const seen = new Map<string, number>();
  return errors.flatMap((error) => {
    const { message, extensions } = masked(error);
    const alike = seen.get(message) ?? 0;
    seen.set(message, alike + 1);
    if (alike >= ALIKE) return [];
    return [
      { message, ...(error.path && { path: error.path }), extensions: { ...extensions, correlationId } },
    ];
  });
};
