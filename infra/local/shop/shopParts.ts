import { join } from 'node:path';
import { startDataApi } from '../../dataApi/dataApi.ts';
import { startBank } from './bankProcess.ts';
import { startFrontDoor } from '../frontDoor/frontDoor.ts';
import { type Controlled, startControl } from '../control/control.ts';
import { openDoor } from '../control/faults.ts';
import { gate } from '../control/gate.ts';
import type { Log } from '../log.ts';
import { startMailbox } from '../mailbox/mailbox.ts';
import { startMessaging } from '../messaging/messaging.ts';
import type { Messaging } from '../messaging/messaging.ts';
import { startPostgres } from '../../postgres/postgres.ts';
import { freshSite } from '../../storefront/site.ts';
import { shareOfLimits } from '../../gatewayLimits.ts';
import { HOST } from '../../localPlaces.ts';
import type { Ports } from '../../localPlaces.ts';
import type { ClaimedFolder } from './dataFolder.ts';
import { mortal } from './mortal.ts';

const STOP_ORDER = [
  'control',
  'gateway',
  'messaging',
  'mailbox',
  'bank',
  'frontDoor',
  'dataApi',
  'postgres',
  'output',
  'folder',
] as const;

type Part = (typeof STOP_ORDER)[number];
/** How to stop what has been started so far. */
export type Stops = Map<Part, () => Promise<void> | void>;

/** Stops what has been started: first who calls, then who is called, the database last. */
export const stopAll = async (stops: Stops): Promise<void> => {
  for (const part of STOP_ORDER) {
    const stop = stops.get(part);
    stops.delete(part);
    await stop?.();
  }
};

const noted = async <T extends { stop(): Promise<void> }>(
  stops: Stops,
  part: Part,
  starting: Promise<T>,
): Promise<T> => {
  const running = await starting;
  stops.set(part, () => running.stop());
  return running;
};

/** Unlike Promise.all it waits for the others when one fails, so that each of them can be stopped. */
const together = async (tasks: Promise<unknown>[]): Promise<void> => {
  const results = await Promise.allSettled(tasks);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
};

/** Starts everything but the gateway, at the same time where possible; notes in `stops` how each part is stopped. */
export const startParts = async ({
  ports,
  directory,
  stops,
  log,
  note,
  functions,
}: {
  ports: Ports;
  directory: string;
  stops: Stops;
  log: Log;
  note: ClaimedFolder['note'];
  functions: Controlled['functions'];
}): Promise<Messaging> => {
  const doors = { events: openDoor(), queues: openDoor(), dataApi: openDoor() };
  const place = { directory: join(directory, 'postgres'), port: ports.postgres.port };
  const postgres = mortal(() => noted(stops, 'postgres', startPostgres(place)));
  const database = async (): Promise<void> => {
    const { url } = await postgres.start();
    const gated = gate.bind(undefined, 'dataApi', doors.dataApi);
    const dataApi = { port: ports.dataApi.port, connectionString: url, gated };
    await noted(stops, 'dataApi', startDataApi(dataApi));
  };
  const messaging = noted(
    stops,
    'messaging',
    startMessaging({
      eventsPort: ports.events.port,
      queuesPort: ports.queues.port,
      lambdaPort: ports.lambda.port,
      doors,
      dataDirectory: directory,
      log,
    }),
  );
  const mailPlace = {
    directory: join(directory, 'mailbox'),
    smtpPort: ports.smtp.port,
    port: ports.mailbox.port,
  };
  const bankPlace = {
    port: ports.bank.port,
    file: join(directory, 'bank', 'ledger.jsonl'),
    log,
    onStarted: (pid: number) => note('bank', pid),
  };
  const bank = mortal(() => noted(stops, 'bank', startBank(bankPlace)));
  const gateway = `http://${HOST}:${ports.gateway.port}`;
  const storefront = join(directory, 'storefront');
  const refresh = freshSite({ from: 'src', to: storefront });
  // A laptop's customer is not to be turned away while a test hurries; load is measured with the stage's own limits.
  const limits = shareOfLimits(Number(process.env['GATEWAY_LIMITS'] ?? 0));
  const door = { port: ports.shop.port, storefront, refresh, gateway, limits };
  const mailbox = noted(stops, 'mailbox', startMailbox(mailPlace));
  await together([
    database(),
    messaging,
    mailbox,
    bank.start(),
    noted(stops, 'frontDoor', startFrontDoor(door)),
  ]);
  const mortals = { postgres, bank, mail: (await mailbox).server };
  await noted(stops, 'control', startControl(ports.control.port, { doors, functions, mortals }));
  return messaging;
};
