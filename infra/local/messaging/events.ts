import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../log.ts';
import type { Archive } from './archive.ts';
import {
  type AcceptedEvent,
  problemWithRequest,
  route,
  type EntryResult,
  type EventRouting,
} from './putEvents.ts';
import type { Delivery } from './queues.ts';
import { archivesOf, replay, ReplayRefused } from './replay.ts';
import { HOST } from '../settings.ts';

/** The local EventBridge. */
export interface EventBus {
  port: number;
  /** Replaces buses and rules; until the first call PutEvents is answered with 503, which clients retry. */
  connect(routing: EventRouting): void;
  stop(): Promise<void>;
}

/** What a test asked the bus to do wrong: refuse the next entries, or be down. */
interface Faults {
  failNext: number;
  unavailable: boolean;
}

interface Answer {
  status: number;
  body: object;
}

const LARGEST_BODY = 16 * 1024 * 1024; // escaping makes a legal request larger than its entries

const problem = (status: number, type: string, message: string): Answer => ({
  status,
  body: { __type: type, message },
});

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

const putEvents = (entries: object[], routing: EventRouting, { faults, send, archive }: Parts): Answer => {
  const deliveries: Delivery[] = [];
  const accepted: AcceptedEvent[] = [];
  const results = entries.map((entry): EntryResult => {
    if (faults.failNext > 0) {
      faults.failNext -= 1;
      return { ErrorCode: 'InternalFailure', ErrorMessage: 'A test asked for this failure.' };
    }
    const routed = route(entry as Record<string, unknown>, routing);
    deliveries.push(...routed.deliveries);
    if (routed.event) accepted.push(routed.event);
    return routed.result;
  });
  if (deliveries.length > 0) send(deliveries);
  archive.keep(accepted);
  const failed = results.filter((result) => 'ErrorCode' in result).length;
  return { status: 200, body: { FailedEntryCount: failed, Entries: results } };
};

const changeFaults = (faults: Faults, { failNext, unavailable }: Record<string, unknown>): Answer => {
  if (typeof failNext === 'number' && failNext >= 0) faults.failNext = failNext;
  if (typeof unavailable === 'boolean') faults.unavailable = unavailable;
  return { status: 200, body: { ...faults } };
};

type Send = (deliveries: Delivery[]) => void;

/** What the operations work on. */
interface Parts {
  faults: Faults;
  send: Send;
  archive: Archive;
  /** The replays that were made, by their names. */
  replays: Map<string, object>;
}

type Operation = (
  body: Record<string, unknown>,
  routing: EventRouting,
  parts: Parts,
) => Answer | Promise<Answer>;

const startReplay: Operation = async (body, routing, { archive, send, replays }) => {
  const { ReplayName, EventStartTime, EventEndTime } = body;
  try {
    await replay(body, routing, archive, send);
  } catch (error) {
    if (error instanceof ReplayRefused) return problem(400, 'ValidationException', error.message);
    throw error;
  }
  replays.set(String(ReplayName), { ReplayName, EventStartTime, EventEndTime, State: 'COMPLETED' });
  return { status: 200, body: { State: 'STARTING' } };
};

const operations: Record<string, Operation> = {
  'AWSEvents.PutEvents': (body, routing, parts) => {
    const refused = problemWithRequest(body['Entries']);
    if (refused) return problem(400, 'ValidationException', refused);
    return putEvents(body['Entries'] as object[], routing, parts);
  },
  'AWSEvents.ListArchives': (_, routing) => ({ status: 200, body: { Archives: archivesOf(routing) } }),
  'AWSEvents.StartReplay': startReplay,
  'AWSEvents.DescribeReplay': ({ ReplayName }, _, { replays }) => {
    const found = replays.get(String(ReplayName));
    if (!found)
      return problem(400, 'ResourceNotFoundException', `Replay ${String(ReplayName)} does not exist.`);
    return { status: 200, body: found };
  },
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
  if (request.url === '/faults') return changeFaults(parts.faults, body);
  const name = String(request.headers['x-amz-target']);
  const operation = operations[name];
  if (!operation)
    return problem(400, 'UnknownOperationException', `The local EventBridge does not know ${name}.`);
  if (parts.faults.unavailable) return problem(500, 'InternalException', 'A test asked for this outage.');
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
 * Starts the local EventBridge on the port (0 picks a free one): AWS JSON 1.1 for the unmodified SDK client,
 * and POST /faults for tests, `{ "failNext": entries }` or `{ "unavailable": true|false }`.
 * An event is acknowledged only after `send` has stored it for all its consumers. Rejects when the port is taken.
 */
export const startEventBus = async (options: {
  port: number;
  send: Send;
  archive: Archive;
  log: Log;
}): Promise<EventBus> => {
  const { send, archive } = options;
  const parts: Parts = { faults: { failNext: 0, unavailable: false }, send, archive, replays: new Map() };
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
