import { type DocumentNode, type ExecutionResult, GraphQLError, print } from 'graphql';
import { Problem } from '../contracts/problem.ts';
import { extensionsOf } from '../platform/graphqlProblem.ts';
import { log } from '../platform/log.ts';
import type { Question } from '../platform/subgraph.ts';

/** What the gateway knows of the request that it answers, and tells each subgraph. */
export interface GraphContext {
  correlationId: string;
  /** When whoever asked gives up, in ms since 1970: one for all hops. */
  deadline: number;
}

/** Asks a subgraph, by its name; a query may be asked twice, a mutation never. Rejects where it does not answer. */
export type AskSubgraph = (
  subgraph: string,
  question: Question,
  limits: { signal: AbortSignal; isMutation: boolean },
) => Promise<unknown>;

interface Request {
  document: DocumentNode;
  variables?: Record<string, unknown>;
  operationType?: string;
  context?: GraphContext;
}

// The subgraph gives up a little earlier, so that it can still say why.
const TO_ANSWER_MS = 500;

const isAnswer = (answer: unknown): answer is ExecutionResult =>
  typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer);

const silent = (subgraph: string): ExecutionResult => {
  const problem = new Problem(
    'SERVICE_UNAVAILABLE',
    'A part of our shop does not answer just now. Please try again in a moment.',
    { service: subgraph },
  );
  return { data: null, errors: [new GraphQLError(problem.message, { extensions: extensionsOf(problem) })] };
};

/** What runs the gateway's questions to one subgraph. One that does not answer costs its own fields, with a code that says so. */
export const executorFor =
  (subgraph: string, ask: AskSubgraph) =>
  async ({ document, variables, operationType, context }: Request): Promise<ExecutionResult> => {
    const { correlationId, deadline } = context!;
    const leftMs = Math.max(0, deadline - Date.now());
    const question = {
      query: print(document),
      variables,
      correlationId,
      withinMs: Math.max(0, leftMs - TO_ANSWER_MS),
    };
    try {
      const answer = await ask(subgraph, question, {
        signal: AbortSignal.timeout(leftMs),
        isMutation: operationType === 'mutation',
      });
      // A Lambda that crashed answers { errorMessage }, which would look like nulls without an error.
      if (!isAnswer(answer)) throw new Error(`no GraphQL answer: ${JSON.stringify(answer).slice(0, 300)}`);
      return answer;
    } catch (error) {
      log.error('a subgraph did not answer', { subgraph, error });
      return silent(subgraph);
    }
  };
