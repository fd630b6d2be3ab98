import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { type AllOrders, type Door, openDoor, Orders } from './faults.ts';
import { gate } from './gate.ts';

/** What the control API tells the process in which the functions run, and what that answers: what is left of it. */
export type FunctionOrders = Pick<AllOrders, 'invoke' | 'functions'>;

type Handler = (event: unknown, ...rest: unknown[]) => unknown;

const invokeDoor = openDoor();
const doors = new Map<string, Door>();

/** A function behind a door: called by whomever, it can fail before or after its work, or begin late. */
export const behindDoor = (name: string, handler: Handler): Handler => {
  const door = openDoor();
  doors.set(name, door);
  return async (event, ...rest) => {
    const fault = door.meets(JSON.stringify(event));
    const failure = () => new Error(`${name} fails as ordered through the control API`);
    if (fault === 'refuse' || fault === 'throttle') throw failure();
    if (fault === 'dawdle') await setTimeout(door.dawdleMs());
    const answer = await handler(event, ...rest);
    if (fault === 'lose') throw failure();
    return answer;
  };
};

/** Puts a door in front of Lambda Invoke, which the emulator serves on that port and shows to nobody. */
const gateInvoke = (port: number): void => {
  const gated = new WeakSet<Server>();
  subscribe('http.server.request.start', (message) => {
    const { server, request } = message as { server: Server; request: IncomingMessage };
    if (request.socket.localPort !== port || gated.has(server)) return;
    gated.add(server);
    gate('invoke', invokeDoor, server);
  });
};

const told = ({ invoke, functions }: FunctionOrders): void => {
  const unknown = Object.keys(functions).find((name) => !doors.has(name));
  if (unknown !== undefined) throw new Error(`there is no function "${unknown}"`);
  invokeDoor.tell(invoke);
  for (const [name, door] of doors) door.tell(functions[name] ?? Orders.parse({}));
};

const left = (): FunctionOrders => ({
  invoke: invokeDoor.left(),
  functions: Object.fromEntries([...doors].map(([name, door]) => [name, door.left()])),
});

/** Lets the functions of this process be controlled by the process that has started it. */
export const obeyControl = (lambdaPort: number): void => {
  gateInvoke(lambdaPort);
  process.on('message', (message: { type?: string; faults?: FunctionOrders }) => {
    if (message.type !== 'faults') return;
    try {
      if (message.faults) told(message.faults);
      process.send?.({ type: 'faults', left: left() });
    } catch (error) {
      process.send?.({ type: 'faults', problem: (error as Error).message });
    }
  });
};
