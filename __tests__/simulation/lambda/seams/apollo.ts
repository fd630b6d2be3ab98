import {
  buildSchema,
  defaultFieldResolver,
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
  type ValidationRule,
} from 'graphql';
import { once } from './door.ts';

type Resolver = (source: unknown, given: unknown, context: unknown, info: unknown) => unknown;

interface Options {
  typeDefs: string[];
  resolvers: Record<string, Record<string, Resolver>>;
  validationRules: ValidationRule[];
  formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
}

/** GraphQL without Apollo: the schema and the checked documents are made once for all instances. */
export class ApolloServer {
  private readonly options: Options;
  constructor(options: Options) {
    this.options = options;
  }

  private prepared(query: string) {
    const { typeDefs, validationRules } = this.options;
    return once(`document ${query}`, (): [GraphQLSchema, DocumentNode, readonly GraphQLError[]] => {
      const schema = once('schema', () => buildSchema(typeDefs.join('\n')));
      const document = parse(query);
      return [schema, document, validate(schema, document, [...specifiedRules, ...validationRules])];
    });
  }

  async executeOperation({ query, variables }: { query: string; variables?: Record<string, unknown> }) {
    const { resolvers, formatError } = this.options;
    const [schema, document, mistakes] = this.prepared(query);
    const formatted = (error: GraphQLError) => {
      const { message, path, extensions } = error;
      return formatError(
        {
          message,
          path,
          extensions: { code: 'INTERNAL_SERVER_ERROR', ...extensions },
        } as GraphQLFormattedError,
        error,
      );
    };
    const result: ExecutionResult =
      mistakes.length > 0
        ? { errors: mistakes }
        : await execute({
            schema,
            document,
            variableValues: variables ?? {},
            fieldResolver: (source, given, context, info) =>
              (resolvers[info.parentType.name]?.[info.fieldName] ?? (defaultFieldResolver as Resolver))(
                source,
                given,
                context,
                info,
              ),
          });
    const { errors, ...rest } = result;
    return {
      body: { kind: 'single', singleResult: { ...rest, ...(errors && { errors: errors.map(formatted) }) } },
    };
  }
}

export const unwrapResolverError = (error: unknown): unknown =>
  (error as { originalError?: unknown }).originalError ?? error;

export const handlers = { createAPIGatewayProxyEventRequestHandler: () => ({}) };

export const startServerAndCreateLambdaHandler = () => () => {
  throw new Error('GraphQL over the gateway is not simulated');
};
