import {
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { randomUUID } from 'node:crypto';
import {
  type DetailOf,
  type EventName,
  type EventOf,
  events,
  type Metadata,
  type ShopEvent,
} from '../contracts/events.ts';
import { inBatches } from './inBatches.ts';
import { Outage } from './outage.ts';
import { settings } from './settings.ts';

/** Announces an event. Rejects with an Outage when that failed: nobody knows then whether it was heard. */
export type Announce = (event: ShopEvent) => Promise<void>;

/** The metadata of an event that is announced for the first time now. */
export const metadata = (correlationId: string, now = new Date(), eventId = randomUUID()): Metadata => ({
  eventId,
  version: 1,
  occurredAt: now.toISOString(),
  correlationId,
});

/** An event of that name. */
export const eventOf = <Name extends EventName>(name: Name, detail: DetailOf<Name>): EventOf<Name> =>
  ({ name, detail }) as EventOf<Name>;

// A bus that does not answer must not hold createOrder until Lambda kills it: two tries are over in
// 5 s. Without throwOnRequestTimeout the SDK would only log a warning.
const client = new EventBridgeClient({
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
});

const entryOf = ({ name, detail }: ShopEvent): PutEventsRequestEntry => ({
  EventBusName: settings.eventBus,
  Source: events[name].source,
  DetailType: name,
  Detail: JSON.stringify(detail),
});

const acceptance = (entry: PutEventsRequestEntry, result?: PutEventsResultEntry): Error | undefined =>
  result?.EventId !== undefined
    ? undefined
    : new Outage(
        `${entry.DetailType} was not accepted by the bus: ${result?.ErrorCode} ${result?.ErrorMessage}`,
      );

const putEvents = inBatches(async (batch: readonly PutEventsRequestEntry[]) => {
  try {
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: [...batch] }));
    // PutEvents can fail in part with HTTP 200: each entry has to be looked at.
    return batch.map((entry, index) => acceptance(entry, Entries[index]));
  } catch (error) {
    // A bus that is down is down for each of them.
    const failure = new Outage(`The bus did not take events: ${String(error)}`, { cause: error });
    return batch.map(() => failure);
  }
});

/** Announces an event on the stage's bus. Events announced at the same moment share one PutEvents call. */
export const announce: Announce = async (event) => {
  await putEvents(entryOf(event));
};
