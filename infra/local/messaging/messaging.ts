import { join } from 'node:path';
import { openArchive } from './archive.ts';
import { compileEventPattern } from './eventPattern.ts';
import { startEventBus, type EventBus } from './events.ts';
import { lambdaOn } from './lambdaInvoke.ts';
import { startPoller, type Mapping, type Poller } from './lambdaPoller.ts';
import type { Door } from '../control/faults.ts';
import type { Log } from '../log.ts';
import type { CompiledRule } from './putEvents.ts';
import { startQueues, type Depth, type QueueDefinition, type Queues } from './queues.ts';

/** A rule of the service: events of that bus that match the pattern go to each of the queues. */
export interface RuleDefinition {
  name: string;
  bus: string;
  pattern: unknown;
  queueNames: readonly string[];
}

/** Everything that the service declares about its messages, as plain data that travels between processes. */
export interface Wiring {
  region: string;
  buses: readonly string[];
  rules: readonly RuleDefinition[];
  queues: readonly QueueDefinition[];
  mappings: readonly Mapping[];
}

/** The local EventBridge, SQS and event source mappings. */
export interface Messaging {
  /** Where EventBridge and SQS listen (the ports that were given, or free ones instead of 0). */
  ports: { events: number; queues: number };
  /** Creates queues, installs rules and starts delivering; a later call replaces all of it. Rejects, and changes nothing, when a pattern is wrong. */
  connect(wiring: Wiring): Promise<void>;
  /** How many messages every queue holds, by its name. */
  depths(): Record<string, Depth>;
  /** Ends everything within about half a second; what is not delivered stays for the next start. */
  stop(): Promise<void>;
}

const compile = (
  { name, bus, pattern, queueNames }: RuleDefinition,
  { buses, queues }: Wiring,
): CompiledRule => {
  const problem = (text: string) => new Error(`rule ${name}: ${text}`);
  if (!buses.includes(bus)) throw problem(`there is no event bus "${bus}"`);
  const unknown = queueNames.find((queueName) => !queues.some((queue) => queue.name === queueName));
  if (unknown !== undefined) throw problem(`there is no queue "${unknown}"`);
  try {
    return { name, bus, queueNames, matches: compileEventPattern(pattern) };
  } catch (error) {
    throw problem((error as Error).message);
  }
};

interface Parts {
  queues: Queues;
  events: EventBus;
  lambdaPort: number;
  log: Log;
}

const connect = (wiring: Wiring, { queues, events, lambdaPort, log }: Parts): Poller[] => {
  const rules = wiring.rules.map((rule) => compile(rule, wiring));
  queues.define(wiring.region, wiring.queues);
  const invoke = lambdaOn(lambdaPort);
  const pollers = wiring.mappings.map((mapping) =>
    startPoller({ mapping, queue: queues.source(mapping.queueName), invoke, log }),
  );
  events.connect({ region: wiring.region, buses: wiring.buses, rules });
  return pollers;
};

/**
 * Starts the local EventBridge and SQS on 127.0.0.1, with the messages that a former run left in the directory.
 * Rejects when a port is taken (code EADDRINUSE).
 */
export const startMessaging = async (options: {
  eventsPort: number;
  queuesPort: number;
  lambdaPort: number;
  dataDirectory: string;
  log: Log;
  /** Where a test makes the bus or the queues fail. */
  doors?: { events: Door; queues: Door };
}): Promise<Messaging> => {
  const { lambdaPort, log, doors } = options;
  const queues = await startQueues({
    port: options.queuesPort,
    directory: join(options.dataDirectory, 'queues'),
    door: doors?.queues,
  });
  const archive = openArchive(join(options.dataDirectory, 'events', 'archive.jsonl'), log);
  const events = await startEventBus({
    port: options.eventsPort,
    send: queues.send,
    archive,
    log,
    door: doors?.events,
  }).catch(async (error) => {
    await archive.close();
    await queues.stop();
    throw error;
  });
  let pollers: Poller[] = [];
  const stopPollers = async () => {
    const running = pollers.splice(0);
    await Promise.all(running.map((poller) => poller.stop()));
  };
  return {
    ports: { events: events.port, queues: queues.port },
    connect: async (wiring) => {
      await stopPollers();
      pollers = connect(wiring, { queues, events, lambdaPort, log });
    },
    depths: () => queues.depths(),
    stop: async () => {
      await events.stop();
      await archive.close();
      await stopPollers();
      await queues.stop();
    },
  };
};
