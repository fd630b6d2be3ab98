import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { WaitingMessage } from '../../infra/audit/evidence.ts';
import { subscriptions } from '../../src/contracts/subscriptions.ts';

/** The queues of a shop, as anybody sees them over SQS. */
export const queuesAt = (port: number) => {
  const client = new SQSClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const urlOf = async (name: string) =>
    (await client.send(new GetQueueUrlCommand({ QueueName: `acme-webshop-local-${name}` }))).QueueUrl;
  const depthOf = async (name: string): Promise<number> => {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl: await urlOf(name),
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateNumberOfMessagesDelayed',
        ],
      }),
    );
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  };
  const messagesOf = async (consumer: string, name: string): Promise<WaitingMessage[]> => {
    if ((await depthOf(name)) === 0) return [];
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: await urlOf(name),
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 0,
      }),
    );
    const unseen = { consumer, event: 'a message', orderId: undefined };
    const seen = Messages.map(({ Body = '{}' }) => {
      const { 'detail-type': event = 'no event', detail } = JSON.parse(Body) as {
        'detail-type'?: string;
        detail?: { orderId?: string };
      };
      return { consumer, event, orderId: detail?.orderId };
    });
    return seen.length > 0 ? seen : [unseen];
  };
  const each = async <Result>(work: (consumer: string) => Promise<Result>) =>
    Promise.all(Object.keys(subscriptions).map(work));
  return {
    /** How many messages wait, are being handled, or were given up. */
    depth: async () => {
      const depths = await each(async (name) => [await depthOf(name), await depthOf(`${name}-dlq`)] as const);
      return {
        waiting: depths.reduce((sum, [waiting]) => sum + waiting, 0),
        dead: depths.reduce((sum, [, dead]) => sum + dead, 0),
      };
    },
    waiting: async () => (await each((name) => messagesOf(name, name))).flat(),
    dead: async () => (await each((name) => messagesOf(name, `${name}-dlq`))).flat(),
  };
};
