import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../log.ts';
import type { Archive } from './archive.ts';
import type { Door } from '../control/faults.ts';
import { gate } from '../control/gate.ts';
import { type Answer, operations, type Parts, problem, type Send } from './eventOperations.ts';
import type { EventRouting } from './putEvents.ts';
import { HOST } from '../../localPlaces.ts';

/** The local EventBridge. */
export interface EventBus {
  port: number;
  /** Replaces buses and rules; until the first call PutEvents is answered with 503, which clients retry. */
  connect(routing: EventRouting): void;
  stop(): Promise<void>;
}

const LARGEST_BODY = 16 * 1024 * 1024; // escaping makes a legal request larger than its entries

const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= LARGEST_BODY) chunks.push(chunk);
  }
  return length > LARGEST_BODY ? undefined : Buffer.concat(chunks).toString();
};

const parsed = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

const answerTo = (
  request: IncomingMessage,
  text: string | undefined,
  routing: EventRouting | undefined,
  parts: Parts,
): Answer | Promise<Answer> => {
  const body = text === undefined ? undefined : parsed(text);
  if (!body)
    return problem(400, 'SerializationException', 'The body must be a JSON object of at most 16 MB.');
  const name = String(request.headers['x-amz-target']);
  const operation = operations[name];
  if (!operation)
    return problem(400, 'UnknownOperationException', `The local EventBridge does not know ${name}.`);
  if (!routing)
    return problem(503, 'ServiceUnavailable', 'The rules are not known yet: the service is starting.');
  return operation(body, routing, parts);
};

const reply = (response: ServerResponse, { status, body }: Answer) => {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
};

/**
 * Starts the local EventBridge on the port (0 picks a free one): AWS JSON 1.1 for the unmodified SDK client.
 * An event is acknowledged only after `send` has stored it for all its consumers. Rejects when the port is taken.
 */
export const startEventBus = async (options: {
  port: number;
  send: Send;
  archive: Archive;
  log: Log;
  door?: Door;
}): Promise<EventBus> => {
  const { send, archive } = options;
  const parts: Parts = { send, archive, replays: new Map() };
  let routing: EventRouting | undefined;
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const text = await readBody(request);
      reply(response, await answerTo(request, text, routing, parts));
    } catch (error) {
      options.log('an event could not be stored', error);
      if (!response.headersSent)
        reply(response, problem(500, 'InternalException', 'The event could not be stored.'));
    }
  };
  const server = createServer((request, response) => void serve(request, response));
  if (options.door) gate('events', options.door, server);
  // Longer than clients keep an idle connection, so that they never write into one that is being closed.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, HOST, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    connect: (next) => void (routing = next),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
