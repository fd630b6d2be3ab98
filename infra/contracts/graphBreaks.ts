import { buildSchema, findBreakingChanges } from 'graphql';

const WAY_OUT =
  'Keep it, mark it @deprecated and tell the new beside it; ask for no more than older clients send (docs/decisions/0060-one-public-graph.md).';

/** What breaks clients of the last release's public graph, as sentences that name the way out. */
export const graphBreaks = (released: string, now: string): string[] =>
  findBreakingChanges(buildSchema(released), buildSchema(now)).map(
    ({ description }) => `public graph: ${description} ${WAY_OUT}`,
  );
