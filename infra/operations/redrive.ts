import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { parseArgs } from 'node:util';
import { type Consumer, subscriptions } from '../../src/contracts/subscriptions.ts';
import { HOST, ports } from '../local/settings.ts';

const USAGE = `Puts the messages of a dead-letter queue back on their consumer's queue, which then tries them again.
Harmless to run twice: every consumer is safe to receive an event again.

  npm run ops:redrive -- --consumer email [--stage local] [--region us-east-1] [--dry-run]

--consumer  ${Object.keys(subscriptions).join(', ')}
--stage     local, or a deployed stage (with your AWS credentials)
--dry-run   only says how many there are`;

const BATCH = 10;
const OUT_OF_SIGHT_SECONDS = 30;

const clientFor = (stage: string, region: string): SQSClient =>
  stage === 'local'
    ? new SQSClient({
        region: 'us-east-1',
        endpoint: `http://${HOST}:${ports.queues.port}`,
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      })
    : new SQSClient({ region });

const urlOf = async (client: SQSClient, name: string): Promise<string> => {
  const { QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
  return QueueUrl;
};

const about = ({ MessageId, Body = '' }: Message): string => {
  try {
    const event = JSON.parse(Body) as { 'detail-type'?: string; detail?: { orderId?: string } };
    return `${MessageId}  ${event['detail-type'] ?? '?'}  order ${event.detail?.orderId ?? '?'}`;
  } catch {
    return `${MessageId}  not an event`;
  }
};

const receive = async (client: SQSClient, queue: string): Promise<Message[]> => {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queue,
      MaxNumberOfMessages: BATCH,
      VisibilityTimeout: OUT_OF_SIGHT_SECONDS,
      WaitTimeSeconds: 1,
    }),
  );
  return Messages;
};

// Deleted only after it was sent: a crash in between leaves a message twice, never nowhere.
const move = async (client: SQSClient, messages: Message[], from: string, to: string): Promise<number> => {
  const entries = messages.map(({ Body }, index) => ({ Id: String(index), MessageBody: Body ?? '' }));
  const { Successful = [] } = await client.send(
    new SendMessageBatchCommand({ QueueUrl: to, Entries: entries }),
  );
  const sent = Successful.flatMap(({ Id }) => messages[Number(Id)] ?? []);
  if (sent.length > 0)
    await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: from,
        Entries: sent.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
  return sent.length;
};

const depth = async (client: SQSClient, queue: string): Promise<number> => {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  return Number(Attributes?.['ApproximateNumberOfMessages']);
};

const redrive = async (client: SQSClient, from: string, to: string): Promise<number> => {
  let moved = 0;
  for (;;) {
    const messages = await receive(client, from);
    if (messages.length === 0) return moved;
    for (const message of messages) console.log(`  ${about(message)}`);
    const sent = await move(client, messages, from, to);
    moved += sent;
    if (sent < messages.length) throw new Error(`${messages.length - sent} messages could not be put back`);
  }
};

const { values } = parseArgs({
  options: {
    consumer: { type: 'string' },
    stage: { type: 'string', default: 'local' },
    region: { type: 'string', default: process.env['AWS_REGION'] ?? 'us-east-1' },
    'dry-run': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const isConsumer = (name: string | undefined): name is Consumer =>
  name !== undefined && Object.hasOwn(subscriptions, name);

if (values.help || !isConsumer(values.consumer)) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
const client = clientFor(values.stage, values.region);
const name = `acme-webshop-${values.stage}-${values.consumer}`;
const [from, to] = [await urlOf(client, `${name}-dlq`), await urlOf(client, name)];
if (values['dry-run']) console.log(`${await depth(client, from)} messages would be put back.`);
else console.log(`${await redrive(client, from, to)} messages put back.`);
