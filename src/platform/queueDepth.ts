import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Outage } from './outage.ts';

let client: SQSClient | undefined;

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** How many messages are in a queue, whoever has them just now. As SQS says, of about a minute ago. */
export const messagesIn = async (queueUrl: string): Promise<number> => {
  client ??= new SQSClient({});
  try {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...COUNTS] }),
    );
    return COUNTS.reduce((sum, name) => sum + Number(Attributes[name]), 0);
  } catch (error) {
    throw new Outage('A queue does not say what is in it.', { cause: error });
  }
};
