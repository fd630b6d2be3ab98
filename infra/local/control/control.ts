import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { HOST } from '../../localPlaces.ts';
import type { Mortal } from '../shop/mortal.ts';
import { AllOrders, type Door, MORTALS } from './faults.ts';
import type { FunctionOrders } from './functionFaults.ts';
import { mayControl } from './mayControl.ts';

/** What the control API reaches. */
export interface Controlled {
  doors: Record<'events' | 'queues' | 'dataApi', Door>;
  /** Tells the process of the functions what goes wrong there; gives what is left of it. */
  functions(orders?: FunctionOrders): Promise<FunctionOrders>;
  /** What can be killed and started again. */
  mortals: Record<(typeof MORTALS)[number], Pick<Mortal<unknown>, 'is' | 'turn'>>;
}

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
};

const told = async ({ doors, functions, mortals }: Controlled, orders: AllOrders): Promise<void> => {
  await functions(orders);
  for (const name of ['events', 'queues', 'dataApi'] as const) doors[name].tell(orders[name]);
  for (const name of MORTALS) await mortals[name].turn(orders[name]);
};

const left = async ({ doors, functions, mortals }: Controlled): Promise<AllOrders> => ({
  events: doors.events.left(),
  queues: doors.queues.left(),
  dataApi: doors.dataApi.left(),
  ...(await functions()),
  postgres: mortals.postgres.is(),
  mail: mortals.mail.is(),
  bank: mortals.bank.is(),
});

const parsed = (body: string): AllOrders | Error => {
  try {
    return AllOrders.parse(JSON.parse(body));
  } catch (error) {
    return error as Error;
  }
};

/**
 * Starts the API by which tests make the local AWS fail (faults.ts), on 127.0.0.1: `GET /` tells what is to go wrong,
 * `PUT /` replaces it, `PUT / {}` lets everything work again. Who asks sends `x-local-control: yes`.
 */
export const startControl = async (
  port: number,
  controlled: Controlled,
): Promise<{ stop(): Promise<void> }> => {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!mayControl(request)) return send(response, 403, { error: 'not_from_here' });
    if (request.method === 'PUT') {
      const orders = parsed(await text(request));
      if (orders instanceof Error)
        return send(response, 400, { error: 'bad_request', detail: orders.message });
      await told(controlled, orders);
    }
    send(response, 200, await left(controlled));
  };
  // One after the other: what is told to two processes would get mixed up otherwise.
  let last = Promise.resolve();
  const server = createServer((request, response) => {
    last = last
      .then(() => answer(request, response))
      .catch((error: unknown) => send(response, 500, { error: String(error) }));
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(port, HOST, listening);
  });
  return {
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
};
