import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type DeleteMessageBatchCommandInput,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SendMessageBatchCommandInput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { LOOKED_AT_MOST } from '../../../infra/operations/deadLetters.ts';
import { putBack } from '../../../infra/operations/putBack.ts';

const sqs = mockClient(SQSClient);
const client = new SQSClient({ region: 'us-east-1' });
const [from, to] = [
  { client, url: 'email-dlq' },
  { client, url: 'email' },
];

const letters = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    MessageId: `message-${index}`,
    ReceiptHandle: `receipt-${index}`,
    Body: JSON.stringify({ 'detail-type': 'OrderCreated', detail: { orderId: `order-${index}` } }),
  }));

/** An SQS that takes all of a batch but one. */
const allBut =
  (refused?: string) =>
  ({ Entries = [] }: SendMessageBatchCommandInput | DeleteMessageBatchCommandInput) => ({
    Successful: Entries.filter(({ Id }) => Id !== refused).map(({ Id }) => ({ Id })),
    ...(refused && { Failed: [{ Id: refused, Code: 'InternalError', SenderFault: false }] }),
  });

/** Which messages were put into sight again. */
const letGo = () =>
  sqs
    .commandCalls(ChangeMessageVisibilityBatchCommand)
    .flatMap(({ args }) => (args[0].input.Entries ?? []).map(({ ReceiptHandle }) => ReceiptHandle));

let said: string[];
const redrive = (dryRun = false) => putBack([from, to], { dryRun }, (line) => said.push(line));

beforeEach(() => {
  said = [];
  sqs.reset();
  sqs
    .on(ReceiveMessageCommand)
    .resolvesOnce({ Messages: letters(3) })
    .resolves({})
    .on(SendMessageBatchCommand)
    .callsFake(allBut())
    .on(DeleteMessageBatchCommand)
    .callsFake(allBut());
});

describe('Putting dead letters back', () => {
  test('puts all back on the queue, and says how many', async () => {
    await redrive();
    expect(said.at(-1)).toBe('3 messages put back.');
    expect(letGo()).toEqual([]);
  });

  test('does not count one that the queue refused, which stays a dead letter in sight', async () => {
    sqs.on(SendMessageBatchCommand).callsFake(allBut('1'));
    await expect(redrive()).rejects.toThrow('1 messages could not be put back');
    expect(said.at(-1)).toBe('2 messages put back.');
    expect(letGo()).toEqual(['receipt-1']);
  });

  test('says of one that could not be deleted that it still stands among the dead letters', async () => {
    sqs.on(DeleteMessageBatchCommand).callsFake(allBut('2'));
    await expect(redrive()).rejects.toThrow(
      '1 messages were put back but still stand among the dead letters',
    );
    expect(said.at(-1)).toBe('2 messages put back.');
    expect(letGo()).toEqual(['receipt-2']);
  });

  test('hides none of them for longer when the queue can’t be reached', async () => {
    sqs.on(SendMessageBatchCommand).rejects(new Error('no connection'));
    await expect(redrive()).rejects.toThrow('no connection');
    expect(letGo()).toEqual(['receipt-0', 'receipt-1', 'receipt-2']);
  });

  test('says when there are more than it looked at', async () => {
    sqs.on(ReceiveMessageCommand).resolves({ Messages: letters(10) });
    await redrive();
    expect(said.slice(-2)).toEqual([
      `${LOOKED_AT_MOST} messages put back.`,
      `There are ${LOOKED_AT_MOST} dead letters or more: run it again for the rest.`,
    ]);
  });
});
