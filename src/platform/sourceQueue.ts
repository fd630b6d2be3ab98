import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';

/** What a consumer can do with a message that it could not handle. */
export interface SourceQueue {
  /** Hides the message for that many seconds from now, after which the queue offers it again. */
  hide(record: SQSRecord, seconds: number): Promise<void>;
  /** Copies the message to the queue's dead letters; the message itself is then to be reported as handled. */
  giveUp(record: SQSRecord): Promise<void>;
}

/** What the name of a consumer's dead-letter queue ends with, after the name of its queue. */
const DEAD_LETTERS = '-dlq';

// arn:aws:sqs:us-east-1:123456789012:acme-webshop-dev-email
const urlOf = (arn: string): string => {
  const [, partition = 'aws', , region = '', account = '', name = ''] = arn.split(':');
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://sqs.${region}.${suffix}/${account}/${name}`;
};

// Imported when first needed: most invocations fail at nothing, and the client takes as long to import as the rest.
const sdk = () => import('@aws-sdk/client-sqs');

let client: SQSClient | undefined;

const connected = async () => {
  const { SQSClient } = await sdk();
  // The endpoint is the client's, not the URL's, so that AWS_ENDPOINT_URL_SQS holds.
  client ??= new SQSClient({ useQueueUrlAsEndpoint: false });
  return client;
};

/** A consumer has 2 s left when it asks (consume.ts); without an answer the message comes again by itself. */
const soon = () => ({ abortSignal: AbortSignal.timeout(1500) });

/** The queue that each message came from, over SQS. */
export const sourceQueue: SourceQueue = {
  async hide({ eventSourceARN, receiptHandle }, seconds) {
    const { ChangeMessageVisibilityCommand } = await sdk();
    await (
      await connected()
    ).send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: urlOf(eventSourceARN),
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      }),
      soon(),
    );
  },
  async giveUp({ eventSourceARN, body }) {
    const { SendMessageCommand } = await sdk();
    await (
      await connected()
    ).send(
      new SendMessageCommand({ QueueUrl: urlOf(`${eventSourceARN}${DEAD_LETTERS}`), MessageBody: body }),
      soon(),
    );
  },
};
