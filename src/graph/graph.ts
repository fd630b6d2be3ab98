import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { Problem } from '../contracts/problem.ts';
import { AskGraph } from '../contracts/requests.ts';
import { http } from '../platform/http.ts';
import { isOn } from '../platform/settings.ts';
import { askGraph } from './askGraph.ts';
import { invokeSubgraph } from './invokeSubgraph.ts';
import supergraph from './supergraph.graphql';

const onPost = http(AskGraph, askGraph(supergraph, invokeSubgraph, { introspection: isOn('INTROSPECTION') }));

const onOther = http(z.object({}), async () => {
  throw new Problem('METHOD_NOT_ALLOWED', 'Questions to the graph come by POST, as application/json.');
});

/** The public graph: one address for all that the shop tells and does, answered by its services. */
export const handler = (event: APIGatewayProxyEvent) =>
  event.httpMethod === 'POST' ? onPost(event) : onOther(event);
