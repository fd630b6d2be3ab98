import { join, resolve } from 'node:path';
import { childOutput } from './childOutput.ts';
import type { ChildOutput } from './childOutput.ts';
import { claimDataFolder } from './dataFolder.ts';
import { functionName, startGateway } from './gateway.ts';
import type { Gateway } from './gateway.ts';
import { lambdaOn } from '../messaging/lambdaInvoke.ts';
import type { Log } from '../log.ts';
import type { Messaging } from '../messaging/messaging.ts';
import { portComplaints } from './portCheck.ts';
import { dataDirectory as standardDirectory } from '../../localPlaces.ts';
import type { PortName } from '../../localPlaces.ts';
import { addressesOf, environmentFor, portsWith } from './shopAddresses.ts';
import type { Addresses } from './shopAddresses.ts';
import { startParts, stopAll } from './shopParts.ts';
import type { Stops } from './shopParts.ts';

/** A running shop with everything around it. */
export interface Shop {
  addresses: Addresses;
  messaging: Messaging;
  /** Resolves with an explanation if the shop breaks down by itself. */
  failed: Promise<string>;
  /** Stops everything in order and leaves no process. */
  stop(): Promise<void>;
}

/** How a shop differs from the standard one. */
export interface ShopOptions {
  ports?: Partial<Record<PortName, number>>;
  dataDirectory?: string;
  /** More environment for serverless.yml and the handlers. */
  env?: Record<string, string>;
  /** Is told what a developer should see at once: warnings and errors. */
  tell?: (line: string) => void;
  /** Is given the gateway as soon as its process runs, for those who can't wait for stop(). */
  onGateway?: (gateway: Gateway) => void;
}

/** A killed process with many threads holds its ports until the last of them has ended. */
const PATIENCE_MS = 15_000;

const migrate = async (lambdaPort: number): Promise<void> => {
  const limit = { seconds: 60, signal: new AbortController().signal };
  const { failed, payload } = await lambdaOn(lambdaPort)(functionName('migrate'), {}, limit);
  if (failed) throw new Error(`The migrations of the database have failed: ${payload}`);
};

const explained = (reason: string, directory: string, output: ChildOutput): string =>
  `${reason}. ${join(directory, 'serverless.log')} ends with\n${output.tail()}`;

const open = async (options: ShopOptions, directory: string, stops: Stops): Promise<Omit<Shop, 'stop'>> => {
  const ports = portsWith(options.ports);
  const addresses = addressesOf(ports);
  const { tell = () => undefined } = options;
  const folder = await claimDataFolder(directory);
  stops.set('folder', folder.release);
  const complaints = await portComplaints(ports, directory, folder.wasKilled ? PATIENCE_MS : 0);
  if (complaints.length > 0) throw new Error(complaints.join('\n'));

  const output = childOutput(directory, tell);
  stops.set('output', output.close);
  const gateway = startGateway({
    httpPort: ports.gateway.port,
    lambdaPort: ports.lambda.port,
    env: {
      ...environmentFor(ports, addresses),
      // Two shops from one checkout, such as a running one and a test's, must not build into the same folder.
      FUNCTIONS_DIRECTORY: join(directory, 'functions'),
      ...options.env,
    },
    output,
  });
  stops.set('gateway', gateway.stop);
  folder.note('gateway', gateway.pid);
  options.onGateway?.(gateway);

  const log: Log = (message, error) => {
    output.note(error instanceof Error ? `${message}: ${error.stack}` : message);
    tell(error instanceof Error ? `${message}: ${error.message}` : message);
  };
  const messaging = await startParts({
    ports,
    directory,
    stops,
    log,
    functions: gateway.faults,
    note: folder.note,
  });
  const wiring = await gateway.ready.catch((error: Error) => {
    throw new Error(explained(error.message, directory, output));
  });
  // No consumer may run before the tables are there.
  await migrate(ports.lambda.port);
  await messaging.connect(wiring);
  const failed = gateway.ended.then((reason) => explained(reason, directory, output));
  return { addresses, messaging, failed };
};

/**
 * Starts the whole shop from serverless.yml: PostgreSQL, queues, events, mailbox, bank, API Gateway, Lambda, front door.
 * Rejects with a message for people when a port is taken, the data folder is in use, or a part does not start;
 * nothing is left running then.
 */
export const startShop = async (options: ShopOptions = {}): Promise<Shop> => {
  const stops: Stops = new Map();
  try {
    const shop = await open(options, resolve(options.dataDirectory ?? standardDirectory), stops);
    return { ...shop, stop: () => stopAll(stops) };
  } catch (error) {
    await stopAll(stops);
    throw error;
  }
};
