import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Door } from './faults.ts';

/** How each service words its refusals: the status and the name of the error. */
const refusals = {
  events: { refuse: [500, 'InternalException'], throttle: [400, 'ThrottlingException'] },
  queues: { refuse: [500, 'InternalFailure'], throttle: [400, 'RequestThrottled'] },
  dataApi: { refuse: [500, 'InternalServerErrorException'], throttle: [429, 'ThrottlingException'] },
  invoke: { refuse: [500, 'ServiceException'], throttle: [429, 'TooManyRequestsException'] },
} as const;

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

const refused = (
  request: IncomingMessage,
  response: ServerResponse,
  [status, type]: readonly [number, string],
) => {
  request.resume();
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
  response.end(JSON.stringify({ __type: type, message: 'As ordered through the control API.' }));
};

/** Lets a request be served, and breaks the connection when its answer is there. */
const loseAnswer = (response: ServerResponse): void => {
  const lost = () => response.destroy();
  Object.assign(response, { writeHead: () => response, write: () => Boolean(lost()), end: lost });
};

/** Puts a door in front of a server of the local AWS, before it listens or later. What no client of AWS asks passes by. */
export const gate = (service: keyof typeof refusals, door: Door, server: Server): void => {
  const listeners = server.listeners('request') as Serve[];
  const serve: Serve = (request, response) => listeners.forEach((listener) => listener(request, response));
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const { method, url = '', headers } = request;
    if (method !== 'POST' || url === '/pause') return serve(request, response);
    const fault = door.meets(`${url} ${String(headers['x-amz-target'] ?? '')}`);
    if (fault === 'refuse' || fault === 'throttle')
      return refused(request, response, refusals[service][fault]);
    if (fault === 'lose') loseAnswer(response);
    if (fault === 'dawdle') return void setTimeout(door.dawdleMs()).then(() => serve(request, response));
    serve(request, response);
  });
};
