import { DeleteMessageBatchCommand, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { COMMON, commandLine, orderIdIn, refuse, run } from './commandLine.ts';
import {
  consumers,
  type DeadLetter,
  inTens,
  isConsumer,
  letGo,
  lineOf,
  type Queue,
  queueOf,
  takeAll,
} from './deadLetters.ts';

const USAGE = `Puts the messages of a dead-letter queue back on their consumer's queue, which then tries them again.
Harmless to run twice: every consumer is safe to receive an event again.

  npm run ops:redrive -- --consumer email [--order 0b6f0a3e-…] [--stage prod] [--dry-run]

--consumer  ${consumers.join(', ')}
--order     only the messages of this order
--dry-run   only says which they are
${COMMON}`;

// Deleted only after it was sent: a crash in between leaves a message twice, never nowhere.
const moveTen = async (letters: readonly DeadLetter[], from: Queue, to: Queue): Promise<number> => {
  const { Successful = [] } = await to.client.send(
    new SendMessageBatchCommand({
      QueueUrl: to.url,
      Entries: letters.map(({ message }, index) => ({ Id: String(index), MessageBody: message.Body ?? '' })),
    }),
  );
  const sent = Successful.flatMap(({ Id }) => letters[Number(Id)] ?? []);
  if (sent.length > 0)
    await from.client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: from.url,
        Entries: sent.map(({ message }, index) => ({
          Id: String(index),
          ReceiptHandle: message.ReceiptHandle,
        })),
      }),
    );
  return sent.length;
};

const move = async (letters: readonly DeadLetter[], from: Queue, to: Queue): Promise<number> => {
  let moved = 0;
  await inTens(letters, async (ten) => (moved += await moveTen(ten, from, to)));
  if (moved < letters.length) throw new Error(`${letters.length - moved} messages could not be put back`);
  return moved;
};

const { stage, words } = commandLine(USAGE, {
  consumer: { type: 'string' },
  order: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
});
const { consumer, 'dry-run': dryRun } = words;
const orderId = words.order === undefined ? undefined : orderIdIn(words.order);

await run(async () => {
  if (!isConsumer(consumer)) return refuse('Say which: --consumer and its name.');
  const [from, to] = [await queueOf(stage, consumer, true), await queueOf(stage, consumer, false)];
  const letters = await takeAll(from);
  const wanted = letters.filter((letter) => orderId === undefined || letter.orderId === orderId);
  for (const letter of wanted) console.log(lineOf(letter));
  if (dryRun) {
    await letGo(from, letters);
    console.log(`${wanted.length} messages would be put back.`);
    return;
  }
  const moved = await move(wanted, from, to);
  await letGo(
    from,
    letters.filter((letter) => !wanted.includes(letter)),
  );
  console.log(`${moved} messages put back.`);
});
