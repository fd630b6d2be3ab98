import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { maxCostRule } from './cost.ts';

const MAX_TOKENS = 1000;
const MAX_DEPTH = 10;
const MAX_ALIASES = 15;
const MAX_COST = 5000;
const MAX_KNOWN = 500;

// Otherwise the rules throw.
const asRefusal = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

// graphql-js finds out as it runs it, and then it looks like a fault of ours.
const knownKindRule: ValidationRule = (context) => ({
  OperationDefinition: (node) => {
    if (!context.getSchema().getRootType(node.operation))
      context.reportError(new GraphQLError(`The graph has no ${node.operation}.`, { nodes: node }));
  },
});

// The gateway's limits count requests: fifteen orders in one would go round them, and share one deadline.
const oneChangeRule: ValidationRule = (context) => ({
  OperationDefinition: (node) => {
    const [first, ...others] = node.selectionSet.selections;
    if (node.operation === 'mutation' && (others.length > 0 || first?.kind !== 'Field'))
      context.reportError(new GraphQLError('A mutation changes one thing at a time.', { nodes: node }));
  },
});

const LIMITS = [
  knownKindRule,
  oneChangeRule,
  maxDepthRule({ n: MAX_DEPTH, ...asRefusal }),
  maxAliasesRule({ n: MAX_ALIASES, ...asRefusal }),
  maxCostRule(MAX_COST),
] as ValidationRule[];

/**
 * Reads documents for a schema: gives one that may be run, or what is wrong with it. Limits come first, so that what is
 * too large is not looked at any further. Without introspection nothing is told of the schema, not even "did you mean".
 */
export const documentsFor = (schema: GraphQLSchema, introspection: boolean) => {
  const known = new Map<string, DocumentNode>();
  const limits = introspection ? LIMITS : [NoSchemaIntrospectionCustomRule, ...LIMITS];
  return (text: string): DocumentNode | readonly GraphQLError[] => {
    const before = known.get(text);
    if (before) return before;
    const document = parse(text, { maxTokens: MAX_TOKENS });
    const tooMuch = validate(schema, document, limits, { maxErrors: 1 });
    if (tooMuch.length > 0) return tooMuch;
    const wrong = validate(schema, document, specifiedRules, {
      maxErrors: 5,
      hideSuggestions: !introspection,
    });
    if (wrong.length > 0) return wrong;
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(text, document);
    return document;
  };
};
