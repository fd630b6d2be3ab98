import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { type aPlace, until } from '../runningShop.ts';

const consumers = Object.keys(subscriptions);

/** The queues of a running shop, as an operator sees them. */
export const queuesAt = ({ ports }: Awaited<ReturnType<typeof aPlace>>) => {
  const client = new SQSClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${ports.QUEUES}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const urlOf = async (name: string) =>
    (await client.send(new GetQueueUrlCommand({ QueueName: `acme-webshop-local-${name}` }))).QueueUrl;
  const messagesIn = async (name: string): Promise<number> => {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl: await urlOf(name),
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  };
  return {
    messagesIn,
    /** How many dead letters each consumer has that has any. */
    deadLetters: async (): Promise<Record<string, number>> => {
      const counted = consumers.map(async (name) => [name, await messagesIn(`${name}-dlq`)] as const);
      return Object.fromEntries((await Promise.all(counted)).filter(([, count]) => count > 0));
    },
    /** What stands in a consumer's dead-letter queue. */
    deadLettersOf: async (consumer: string): Promise<{ detail: Record<string, unknown> }[]> => {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: await urlOf(`${consumer}-dlq`),
          MaxNumberOfMessages: 10,
          VisibilityTimeout: 0,
        }),
      );
      return Messages.map(({ Body = '' }) => JSON.parse(Body) as { detail: Record<string, unknown> });
    },
    whenEmpty: () =>
      until('all queues are empty', async () => {
        const waiting = await Promise.all(consumers.map(messagesIn));
        return waiting.every((count) => count === 0);
      }),
  };
};
