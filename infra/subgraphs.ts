import { globSync, readFileSync } from 'node:fs';

/** A service's part of the public graph. */
export interface Subgraph {
  /** The service's folder; its function is called so, with "Graph" behind it. */
  name: string;
  file: string;
  text: string;
}

/** The subgraphs: one for each service that has a folder graph with a schema. */
export const subgraphs = (): Subgraph[] =>
  globSync('src/*/graph/schema.graphql')
    .sort()
    .map((file) => ({ name: file.split(/[\\/]/)[1]!, file, text: readFileSync(file, 'utf8') }));
