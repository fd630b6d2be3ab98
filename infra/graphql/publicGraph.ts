import { composeServices } from '@theguild/federation-composition';
import { GraphQLError, parse, Source } from 'graphql';
import { enumsNamedIn, enumTypes } from '../../src/platform/contractEnums.ts';
import { type Subgraph, subgraphs } from '../subgraphs.ts';

const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';

/**
 * The public graph, of all subgraphs together: `supergraph` is what the gateway reads, `api` what clients see. Throws
 * where they contradict each other.
 */
export const composed = (parts: readonly Subgraph[] = subgraphs()): { supergraph: string; api: string } => {
  const services = parts.map(({ name, file, text }) => ({
    name,
    url: `lambda:${name}Graph`,
    typeDefs: parse(new Source(`${FEDERATION}\n${enumTypes(enumsNamedIn(text))}\n${text}`, file)),
  }));
  const { supergraphSdl, publicSdl, errors } = composeServices(services);
  if (errors)
    throw new GraphQLError(
      `The subgraphs ${parts.map(({ file }) => file).join(', ')} don't make one graph:\n${errors
        .map(({ message }) => `- ${message}`)
        .join('\n')}`,
    );
  return { supergraph: supergraphSdl, api: publicSdl };
};
