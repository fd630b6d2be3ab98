import type { Engine } from '../engine/engine.ts';
import type { FunctionFacts } from '../lambda/functions.ts';
import type { Functions } from './functions.ts';

/** What a person sends: a route, and what belongs to it. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  path: string;
  body?: object;
  headers?: Record<string, string>;
}

/** What comes back; undefined where nothing did. */
export interface HttpAnswer {
  status: number;
  body: Record<string, unknown>;
}

const GATEWAY_MS = 29_000;
const PATIENCE_MS = 35_000;

const routesOf = (functions: readonly FunctionFacts[]) =>
  functions.flatMap(({ name, routes }) =>
    routes.map(({ method, path }) => ({
      name,
      method: method.toUpperCase(),
      path: new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
    })),
  );

const answerIn = (result: unknown): HttpAnswer => {
  const { statusCode, body } = result as { statusCode: number; body: string };
  return { status: statusCode, body: JSON.parse(body) as Record<string, unknown> };
};

/** Sends a request of a person over the gateway; `who` is in the names of faults. Gives undefined where no answer comes. */
export const gatewayOver = (engine: Engine, functions: readonly FunctionFacts[], { invoke }: Functions) => {
  const routes = routesOf(functions);
  return (who: string, request: HttpRequest): Promise<HttpAnswer | undefined> => {
    const { method, body, headers = {} } = request;
    const url = new URL(request.path, 'https://shop.invalid');
    const route = routes.find((each) => each.method === method && each.path.test(url.pathname));
    if (route === undefined) throw new Error(`There is no route ${method} ${request.path}`);
    const site = `${who}>${route.name}|${engine.nth(`${who}>${route.name}`)}`;
    engine.trace(`HTTP ${site} ${JSON.stringify(request)}`);
    return new Promise((resolve) => {
      let isOver = false;
      const end = (answer: HttpAnswer | undefined, ms: number) => {
        if (isOver) return;
        isOver = true;
        engine.after(ms, `answer ${site}`, () => {
          engine.trace(`ANSWER ${site} ${JSON.stringify(answer)}`);
          resolve(answer);
        });
      };
      if (engine.fault('requestLost', site, '')) return end(undefined, PATIENCE_MS);
      engine.after(1 + engine.between(`to ${site}`, 5, 60), `send ${site}`, () => {
        engine.after(GATEWAY_MS, `gateway ${site}`, () => end({ status: 504, body: {} }, 1));
        if (engine.fault('throttled', site, '')) return end({ status: 429, body: {} }, 5);
        const event = {
          httpMethod: method,
          headers: {
            'content-type': 'application/json',
            'x-correlation-id': `sim-${site}`.replaceAll(/[^\w.:-]/g, '.'),
            ...headers,
          },
          queryStringParameters: url.search === '' ? null : Object.fromEntries(url.searchParams),
          pathParameters: route.path.exec(url.pathname)?.groups ?? null,
          isBase64Encoded: false,
          body: body === undefined ? null : JSON.stringify(body),
        };
        invoke(route.name, event, who, (outcome) => {
          if (engine.fault('answerLost', site, '')) return end(undefined, PATIENCE_MS);
          end('failure' in outcome ? { status: 502, body: {} } : answerIn(outcome.result), 5);
        });
      });
    });
  };
};

export type Gateway = ReturnType<typeof gatewayOver>;
