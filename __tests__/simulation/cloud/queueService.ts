import type { Queue } from './queue.ts';
import { refusal, type Serve } from './serve.ts';
import type { Subjects } from './subjects.ts';

const DEAD_LETTERS = '-dlq';

const nameIn = (url: string) => url.slice(url.lastIndexOf('/') + 1);

/** SQS as functions call it: to hide a message, to give one to the dead letters, to count. */
export const queueService =
  (queues: ReadonlyMap<string, Queue>, subjects: Subjects, isDown: (who: string) => boolean): Serve =>
  ({ operation, payload, site }, answer) => {
    if (isDown('queues')) return answer(refusal('ServiceUnavailable', 503));
    const asked = payload as Record<string, string>;
    const name = nameIn(asked['QueueUrl']!);
    const isDeadLetters = name.endsWith(DEAD_LETTERS);
    const queue = queues.get(isDeadLetters ? name.slice(0, -DEAD_LETTERS.length) : name);
    if (queue === undefined) throw new Error(`There is no queue ${name}`);
    if (operation === 'ChangeMessageVisibility')
      queue.hide(asked['ReceiptHandle']!, Number(asked['VisibilityTimeout']));
    if (operation === 'SendMessage')
      queue.sendToDeadLetters(asked['MessageBody']!, `dead ${site}`, subjects.of(asked['MessageBody']!));
    if (operation !== 'GetQueueAttributes') return answer({ value: {} });
    const count = isDeadLetters ? queue.deadLetters().length : queue.waiting().length;
    const Attributes = {
      ApproximateNumberOfMessages: String(count),
      ApproximateNumberOfMessagesNotVisible: '0',
      ApproximateNumberOfMessagesDelayed: '0',
    };
    return answer({ value: { Attributes } });
  };
