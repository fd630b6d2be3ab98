import {
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  GraphQLError,
  type GraphQLOutputType,
  type InlineFragmentNode,
  isInterfaceType,
  isObjectType,
  isOutputType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** The largest page that a list gives; a `first` that comes in a variable is taken for it. */
export const LARGEST_PAGE = 100;

interface Scope {
  fragments: (name: string) => FragmentDefinitionNode | null | undefined;
  schema: ReturnType<ValidationContext['getSchema']>;
  /** What fragments cost, once each; one that contains itself costs nothing there, and is refused elsewhere. */
  known: Map<string, number>;
}

const fieldOf = (type: GraphQLOutputType | undefined, name: string) => {
  const named = type && getNamedType(type);
  return isObjectType(named) || isInterfaceType(named) ? named.getFields()[name] : undefined;
};

/** How often what is below a field comes: as often as its `first` says. */
const timesOf = (node: FieldNode, standard: unknown): number => {
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (given?.kind === Kind.INT) return Math.max(1, Number(given.value));
  if (given !== undefined) return LARGEST_PAGE;
  return typeof standard === 'number' ? standard : 1;
};

const costOfField = (node: FieldNode, parent: GraphQLOutputType | undefined, scope: Scope): number => {
  if (node.name.value.startsWith('__')) return 0;
  const field = fieldOf(parent, node.name.value);
  const standard = field?.args.find(({ name }) => name === 'first')?.defaultValue;
  const below = node.selectionSet ? costOf(node.selectionSet, field?.type, scope) : 0;
  return 1 + timesOf(node, standard) * below;
};

// A fragment is about the type that it names, if it names one.
const typeOf = (
  { typeCondition }: Pick<InlineFragmentNode, 'typeCondition'>,
  parent: GraphQLOutputType | undefined,
  { schema }: Scope,
): GraphQLOutputType | undefined => {
  const type = typeCondition && schema.getType(typeCondition.name.value);
  return isOutputType(type) ? type : parent;
};

const costOfFragment = (name: string, scope: Scope): number => {
  const known = scope.known.get(name);
  if (known !== undefined) return known;
  const fragment = scope.fragments(name);
  if (!fragment) return 0;
  scope.known.set(name, 0);
  const cost = costOf(fragment.selectionSet, typeOf(fragment, undefined, scope), scope);
  scope.known.set(name, cost);
  return cost;
};

const costOf = (
  { selections }: SelectionSetNode,
  parent: GraphQLOutputType | undefined,
  scope: Scope,
): number =>
  selections.reduce((sum, each) => {
    if (each.kind === Kind.FIELD) return sum + costOfField(each, parent, scope);
    if (each.kind === Kind.FRAGMENT_SPREAD) return sum + costOfFragment(each.name.value, scope);
    return sum + costOf(each.selectionSet, typeOf(each, parent, scope), scope);
  }, 0);

/** Refuses operations that cost more than `most`: a field costs one, and what is below a list as often as its `first` says. */
export const maxCostRule =
  (most: number) =>
  (context: ValidationContext): ASTVisitor => {
    const scope: Scope = {
      fragments: (name) => context.getFragment(name),
      schema: context.getSchema(),
      known: new Map(),
    };
    return {
      OperationDefinition: (node: OperationDefinitionNode) => {
        const root = scope.schema.getRootType(node.operation) ?? undefined;
        const cost = costOf(node.selectionSet, root, scope);
        if (cost > most)
          context.reportError(
            new GraphQLError(
              `The query costs ${cost}, and ${most} at most is answered: ask for less at once.`,
              {
                nodes: node,
              },
            ),
          );
      },
    };
  };
