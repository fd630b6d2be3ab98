import { randomUUID } from 'node:crypto';
import { Agent, request as ask } from 'node:http';
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { type GatewayLimit, RETRY_AFTER } from '../../gatewayLimits.ts';
import { type GatewayProblem, gatewayProblems } from '../../gatewayProblems.ts';
import { asOnAws, mayBeEmulators } from './gatewayAnswers.ts';
import { throttle } from './throttle.ts';

const LARGEST_BODY = 10 * 1024 * 1024;
const MOST_AT_ONCE = 8;
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

const endToEnd = (headers: IncomingHttpHeaders): IncomingHttpHeaders => {
  const passed = { ...headers };
  for (const name of headers.connection?.toLowerCase().split(',') ?? []) delete passed[name.trim()];
  for (const name of HOP_BY_HOP) delete passed[name];
  return passed;
};

const forwarded = (request: IncomingMessage): IncomingHttpHeaders => {
  const { host, expect: _answeredByNode, ...headers } = endToEnd(request.headers);
  const client = request.socket.remoteAddress ?? 'unknown';
  const before = headers['x-forwarded-for'];
  return {
    ...headers,
    'x-forwarded-for': before === undefined ? client : `${String(before)}, ${client}`,
    'x-forwarded-proto': 'http',
    ...(host === undefined ? {} : { 'x-forwarded-host': host }),
  };
};

const refuse = (
  response: ServerResponse,
  problem: GatewayProblem,
  more: Record<string, string> = {},
): void => {
  if (response.headersSent) return void response.destroy();
  const body = JSON.stringify({ ...problem, correlationId: randomUUID() });
  response.writeHead(problem.status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...more,
  });
  response.end(body);
};

const text = async (stream: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const passOn = async (answer: IncomingMessage, response: ServerResponse): Promise<void> => {
  const status = answer.statusCode ?? 502;
  const headers = endToEnd(answer.headers);
  if (!mayBeEmulators(status, headers['content-type'])) {
    response.writeHead(status, headers);
    // Without this an answer cut off half-way would look to the customer like a whole one.
    answer.on('error', () => response.destroy());
    answer.pipe(response);
    return;
  }
  const body = await text(answer);
  const problem = response.req.method === 'HEAD' ? undefined : asOnAws(status, body.toString());
  if (problem !== undefined) return refuse(response, problem);
  response.writeHead(status, headers);
  response.end(body);
};

/** Sends the body on, counting, because a chunked one does not say how long it will be. */
const sendBody = (request: IncomingMessage, onward: ClientRequest, tooLarge: () => void): void => {
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > LARGEST_BODY && size - chunk.length <= LARGEST_BODY) tooLarge();
  });
  request.pipe(onward);
};

/** Passes requests to an HTTP server under `prefix`-less paths; answers as the deployed gateway would. */
export const gatewayProxy = (gateway: string, prefix: string, limits: readonly GatewayLimit[] = []) => {
  const { hostname, port } = new URL(gateway);
  // Each request in progress makes the emulator start one more Lambda instance; the rest wait here.
  const agent = new Agent({ keepAlive: true, maxSockets: MOST_AT_ONCE });
  const mayPass = throttle(limits);
  const pass = (request: IncomingMessage, response: ServerResponse): void => {
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) {
      request.resume();
      return refuse(response, gatewayProblems.tooLarge(), { connection: 'close' });
    }
    const rest = (request.url ?? '').slice(prefix.length);
    if (!mayPass(request.method ?? '', rest.split('?')[0]!)) {
      request.resume();
      return refuse(response, gatewayProblems.tooManyRequests(), { 'retry-after': RETRY_AFTER });
    }
    const onward = ask({
      agent,
      hostname,
      port,
      method: request.method,
      path: rest.startsWith('/') ? rest : `/${rest}`,
      headers: forwarded(request),
    });
    const giveUp = (problem: GatewayProblem, headers: Record<string, string>): void => {
      request.unpipe(onward).resume();
      onward.destroy();
      refuse(response, problem, headers);
    };
    onward.on('response', (answer) => {
      passOn(answer, response).catch(() => giveUp(gatewayProblems.badGateway(), {}));
    });
    onward.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (response.writableEnded) return;
      // Only who was never reached has certainly done nothing; clients build on that.
      if (code === 'ECONNREFUSED') giveUp(gatewayProblems.unavailable(), { 'retry-after': '1' });
      else giveUp(gatewayProblems.badGateway(), {});
    });
    response.on('close', () => onward.destroy());
    sendBody(request, onward, () => giveUp(gatewayProblems.tooLarge(), { connection: 'close' }));
  };
  return { pass, stop: () => agent.destroy() };
};
