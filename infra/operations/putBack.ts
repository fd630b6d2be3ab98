import { DeleteMessageBatchCommand, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import {
  type DeadLetter,
  inTens,
  letGo,
  lineOf,
  LOOKED_AT_MOST,
  MORE_THAN_LOOKED_AT,
  type Queue,
  takeAll,
} from './deadLetters.ts';

// What is in neither list of the answer counts as failed.
const accepted = (letters: readonly DeadLetter[], results: readonly { Id?: string | undefined }[] = []) =>
  results.flatMap(({ Id }) => letters[Number(Id)] ?? []);

const send = async (letters: readonly DeadLetter[], { client, url }: Queue): Promise<DeadLetter[]> => {
  const Entries = letters.map(({ message }, index) => ({ Id: `${index}`, MessageBody: message.Body ?? '' }));
  const { Successful } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  return accepted(letters, Successful);
};

const remove = async (letters: readonly DeadLetter[], { client, url }: Queue): Promise<DeadLetter[]> => {
  if (letters.length === 0) return [];
  const Entries = letters.map(({ message: { ReceiptHandle } }, index) => ({ Id: `${index}`, ReceiptHandle }));
  const { Successful } = await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  return accepted(letters, Successful);
};

/**
 * Puts a consumer's dead letters, of one order or all, back on its queue and says so; what stays is in sight again.
 * Rejects when some could not be put back, or still stand among the dead letters though they were.
 */
export const putBack = async (
  [from, to]: [from: Queue, to: Queue],
  { orderId, dryRun }: { orderId?: string | undefined; dryRun: boolean },
  say: (line: string) => void = console.log,
): Promise<void> => {
  const letters = await takeAll(from);
  const wanted = letters.filter((letter) => orderId === undefined || letter.subjectId === orderId);
  const [sent, removed] = [new Set<DeadLetter>(), new Set<DeadLetter>()];
  try {
    for (const letter of wanted) say(lineOf(letter));
    if (dryRun) return say(`${wanted.length} messages would be put back.`);
    // Removed only after it was sent: a crash in between leaves a message twice, never nowhere.
    await inTens(wanted, async (ten) => {
      const those = await send(ten, to);
      for (const letter of those) sent.add(letter);
      for (const letter of await remove(those, from)) removed.add(letter);
    });
  } finally {
    await letGo(
      from,
      letters.filter((letter) => !removed.has(letter)),
    );
  }
  say(`${removed.size} messages put back.`);
  if (letters.length >= LOOKED_AT_MOST) say(`${MORE_THAN_LOOKED_AT}: run it again for the rest.`);
  const failed = [
    sent.size < wanted.length && `${wanted.length - sent.size} messages could not be put back`,
    removed.size < sent.size &&
      `${sent.size - removed.size} messages were put back but still stand among the dead letters`,
  ].filter((sentence) => sentence !== false);
  if (failed.length > 0) throw new Error(`${failed.join('; ')}. Run it again.`);
};
