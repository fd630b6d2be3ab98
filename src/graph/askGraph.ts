import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import { execute, GraphQLError } from 'graphql';
import type { AskGraph } from '../contracts/requests.ts';
import type { RequestContext } from '../platform/http.ts';
import { Answer } from '../platform/httpAnswer.ts';
import { documentsFor } from './documents.ts';
import { refused, told } from './errors.ts';
import { type AskSubgraph, executorFor, type GraphContext } from './executor.ts';

// Less than the function may run (28 s), and that is less than API Gateway waits.
const PATIENCE_MS = 26_000;

const schemaOver = (supergraphSdl: string, ask: AskSubgraph) =>
  getStitchedSchemaFromSupergraphSdl({
    supergraphSdl,
    // One question a subgraph for all that is asked at the same moment.
    batch: true,
    onSubschemaConfig: (config) => {
      config.executor = executorFor(config.name.toLowerCase(), ask) as typeof config.executor;
    },
  });

/**
 * Answers one GraphQL document over all subgraphs. What can't be run is 400 with its errors; a field that fails is null,
 * with an error beside the others' data.
 */
export const askGraph = (
  supergraph: string,
  ask: AskSubgraph,
  { introspection }: { introspection: boolean },
) => {
  const schema = schemaOver(supergraph, ask);
  const read = documentsFor(schema, introspection);
  const readable = (text: string) => {
    try {
      return read(text);
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  };
  return async (
    { query, variables, operationName }: AskGraph,
    { correlationId }: Pick<RequestContext, 'correlationId'>,
  ): Promise<Answer> => {
    const document = readable(query);
    if (!('kind' in document)) return new Answer(400, { errors: refused(document, correlationId) });
    const contextValue: GraphContext = { correlationId, deadline: Date.now() + PATIENCE_MS };
    const { data, errors = [] } = await execute({
      schema,
      document,
      contextValue,
      variableValues: variables,
      operationName,
      options: { maxCoercionErrors: 5 },
      hideSuggestions: !introspection,
    });
    // Variables or a name of an operation that don't fit: nothing was run.
    if (data === undefined) return new Answer(400, { errors: refused(errors, correlationId) });
    return new Answer(200, { data, ...(errors.length > 0 && { errors: told(errors, correlationId) }) });
  };
};
