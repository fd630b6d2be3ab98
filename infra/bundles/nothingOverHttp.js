const refuse = () => {
  throw new Error('subgraphs are asked by Lambda Invoke only');
};

// In the gateway's bundle these stand in for packages that only ask subgraphs over HTTP: 60 kB that nobody uses.

/** Instead of @graphql-tools/executor-http's; the gateway replaces each executor. */
export const buildHTTPExecutor = () => refuse;

/** Instead of @whatwg-node/fetch's. */
export const fetch = refuse;
