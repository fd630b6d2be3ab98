import { buildApp } from 'fauxqs';
import type { Door } from '../control/faults.ts';
import { gate } from '../control/gate.ts';
import { arn, queueUrl } from './arns.ts';
import { S3Store, SnsStore, SqsStore, type SqsQueue } from './fauxqs.ts';
import { openQueueDatabase, type QueueDatabase } from './queueDatabase.ts';
import { HOST } from '../../localPlaces.ts';
import { sourceQueue, type SourceQueue } from './sourceQueue.ts';

/** A queue as the service's resources declare it; times in seconds. */
export interface QueueDefinition {
  name: string;
  visibilityTimeout: number;
  messageRetentionPeriod: number;
  redrivePolicy?: { deadLetterQueueName: string; maxReceiveCount: number };
}

/** One message for one queue. */
export interface Delivery {
  queueName: string;
  body: string;
}

/** How many messages a queue holds: ready to be received, received and not deleted yet, delayed. */
export interface Depth {
  ready: number;
  inFlight: number;
  delayed: number;
}

/** The local SQS: an HTTP endpoint for SDK clients, and the same queues for this process. */
export interface Queues {
  port: number;
  /** Creates the queues that do not exist yet and brings the attributes of the others up to date; messages stay. */
  define(region: string, definitions: readonly QueueDefinition[]): void;
  /** Stores all messages durably, or throws and stores none. */
  send(deliveries: readonly Delivery[]): void;
  /** The queue of that name; throws when it was never defined. */
  source(name: string): SourceQueue;
  depths(): Record<string, Depth>;
  stop(): Promise<void>;
}

const attributesOf = (definition: QueueDefinition, region: string): Record<string, string> => {
  const { visibilityTimeout, messageRetentionPeriod, redrivePolicy } = definition;
  return {
    VisibilityTimeout: String(visibilityTimeout),
    MessageRetentionPeriod: String(messageRetentionPeriod),
    RedrivePolicy: redrivePolicy
      ? JSON.stringify({
          deadLetterTargetArn: arn('sqs', region, redrivePolicy.deadLetterQueueName),
          maxReceiveCount: redrivePolicy.maxReceiveCount,
        })
      : '',
  };
};

const defineQueue = (store: SqsStore, port: number, region: string, definition: QueueDefinition) => {
  const { name } = definition;
  const queueArn = arn('sqs', region, name);
  const existing = store.getQueueByName(name);
  if (existing && existing.arn !== queueArn)
    throw new Error(
      `the stored queue ${existing.arn} belongs to another region than ${region}: run "npm run reset"`,
    );
  // Never store.createQueue() for a queue that exists: it replaces the row, and its messages go with it.
  const queue = existing ?? store.createQueue(name, queueUrl(port, name), queueArn);
  const attributes = attributesOf(definition, region);
  const changed = Object.entries(attributes).some(([key, value]) => (queue.attributes[key] ?? '') !== value);
  if (changed) queue.setAttributes(attributes);
};

const queueNamed = (store: SqsStore, name: string): SqsQueue => {
  const queue = store.getQueueByName(name);
  if (!queue) throw new Error(`there is no queue "${name}"`);
  return queue;
};

const depthsOf = (store: SqsStore): Record<string, Depth> => {
  store.processAllTimers();
  return Object.fromEntries(
    [...store.allQueues()].map(({ name, messages, inflightMessages, delayedMessages }) => [
      name,
      { ready: messages.length, inFlight: inflightMessages.size, delayed: delayedMessages.length },
    ]),
  );
};

const restore = (store: SqsStore, { persistence }: QueueDatabase) => {
  persistence.loadSqsAndSns(store, new SnsStore());
  store.persistence = persistence;
  for (const queue of store.allQueues()) queue.persistence = persistence;
};

/**
 * Starts the local SQS on the port (0 picks a free one) with everything that a former run kept in the directory;
 * messages that were in flight when that run ended can be received at once. Rejects when the port is taken.
 */
export const startQueues = async (options: {
  port: number;
  directory: string;
  door?: Door;
}): Promise<Queues> => {
  const store = new SqsStore();
  store.host = ''; // or queue URLs get a host such as sqs.us-east-1.127.0.0.1, which no name server knows
  const stores = { sqsStore: store, snsStore: new SnsStore(), s3Store: new S3Store() };
  const app = buildApp({ logger: false, stores });
  if (options.door) gate('queues', options.door, app.server);
  const database = openQueueDatabase(options.directory);
  const address = await app.listen({ port: options.port, host: HOST }).catch((error: unknown) => {
    database.persistence.close();
    throw error;
  });
  const port = Number(new URL(address).port);
  database.welcomeBack(port);
  restore(store, database);
  return {
    port,
    define: (region, definitions) =>
      database.together(() =>
        definitions.forEach((definition) => defineQueue(store, port, region, definition)),
      ),
    send: (deliveries) => {
      const targets = deliveries.map(({ queueName, body }) => ({
        queue: queueNamed(store, queueName),
        body,
      }));
      database.together(() =>
        targets.forEach(({ queue, body }) => queue.enqueue(SqsStore.createMessage(body))),
      );
    },
    source: (name) => sourceQueue(queueNamed(store, name), store, database),
    depths: () => depthsOf(store),
    stop: async () => {
      await app.close();
      database.persistence.close();
    },
  };
};
