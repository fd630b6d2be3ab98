import type { Engine } from '../engine/engine.ts';
import type { Functions } from './functions.ts';

/** A message of a queue. */
export interface Message {
  id: string;
  body: string;
  subject: string;
  sentAt: number;
  visibleAt: number;
  receives: number;
  isGone: boolean;
}

/** What nonsense begins with: nobody of ours wrote it. */
export const POISON = 'poison';

/** How a queue is set up. */
export interface QueueFacts {
  name: string;
  workers: number;
  visibilityMs: number;
  maxReceives: number;
}

/** How batches are made: `size` messages each, or as many as chance says; looked for every `gatherMs`. */
export interface Batching {
  size: number | undefined;
  gatherMs: number;
}

const MOST_A_BATCH = 10;
const LATEST_COPY_MS = 60_000;

/** A queue with its dead letters, and the workers that read it: at least once, in no order. */
export const queueOver = (
  engine: Engine,
  { name, workers, visibilityMs, maxReceives }: QueueFacts,
  invoke: Functions['invoke'],
  { size, gatherMs }: Batching,
) => {
  let messages: Message[] = [];
  const deadLetters: Message[] = [];
  const putBack: Message[] = [];
  let working = 0;
  let looksAt = Infinity;

  const lookAt = (time: number) => {
    if (looksAt <= time) return;
    looksAt = time;
    engine.after(time - engine.now, `look ${name}`, () => {
      // A later look was called off by an earlier one.
      if (looksAt > engine.now) return;
      looksAt = Infinity;
      look();
    });
  };

  const soon = () => (gatherMs === 0 ? engine.now + 1 : Math.ceil((engine.now + 1) / gatherMs) * gatherMs);

  const lookSoon = () => lookAt(soon());

  const duplicate = (message: Message) => {
    const delay = engine.between(`copy ${message.id} ${message.receives}`, 1, LATEST_COPY_MS);
    const copy = { ...message, id: `${message.id}'`, receives: 0, visibleAt: engine.now + delay };
    messages.push(copy);
    lookAt(copy.visibleAt);
  };

  const receive = (message: Message): boolean => {
    message.receives++;
    if (message.receives > maxReceives) {
      message.isGone = true;
      deadLetters.push({ ...message, isGone: false });
      return false;
    }
    message.visibleAt = engine.now + visibilityMs;
    if (engine.fault('messageTwice', `${message.id}|${message.receives}`, message.body)) duplicate(message);
    return true;
  };

  const batchOf = (visible: Message[], look: number): Message[] => {
    const draw = `${name} ${look} ${visible.length}`;
    const wanted = size ?? engine.between(`size ${draw}`, 1, MOST_A_BATCH);
    const batch: Message[] = [];
    while (batch.length < wanted && visible.length > 0) {
      const at = Math.floor(engine.chance(`pick ${draw} ${visible.length}`) * visible.length);
      const message = visible[at]!;
      visible[at] = visible.at(-1)!;
      visible.pop();
      if (receive(message)) batch.push(message);
    }
    return batch;
  };

  const recordOf = ({ id, body, receives }: Message) => ({
    messageId: id,
    receiptHandle: `${id}#${receives}`,
    body,
    attributes: { ApproximateReceiveCount: String(receives) },
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${name}`,
  });

  const deliver = (batch: Message[]) => {
    working++;
    invoke(name, { Records: batch.map(recordOf) }, batch[0]!.subject, (outcome) => {
      working--;
      const failures =
        'failure' in outcome
          ? batch.map(({ id }) => id)
          : (outcome.result as { batchItemFailures: { itemIdentifier: string }[] }).batchItemFailures.map(
              ({ itemIdentifier }) => itemIdentifier,
            );
      const failed = new Set(failures);
      for (const message of batch)
        if (
          !failed.has(message.id) &&
          !engine.fault('deleteLost', `${message.id}|${message.receives}`, message.body)
        )
          message.isGone = true;
      lookSoon();
    });
  };

  const look = () => {
    const nth = engine.nth(`look ${name}`);
    messages = messages.filter(({ isGone }) => !isGone);
    const visible = messages.filter(({ visibleAt }) => visibleAt <= engine.now);
    while (visible.length > 0 && working < workers) {
      const batch = batchOf(visible, nth);
      if (batch.length > 0) deliver(batch);
    }
    // Where all are at work, the first that ends looks again.
    if (working >= workers) return;
    const next = messages.reduce(
      (least, { isGone, visibleAt }) =>
        !isGone && visibleAt > engine.now ? Math.min(least, visibleAt) : least,
      Infinity,
    );
    if (next !== Infinity) lookAt(next);
  };

  return {
    send(body: string, id: string, subject: string, more: Partial<Message> = {}) {
      const fresh = { receives: 0, isGone: false, sentAt: engine.now, visibleAt: engine.now };
      messages.push({ id: `${name}:${id}`, body, subject, ...fresh, ...more });
      lookSoon();
    },
    sendToDeadLetters(body: string, id: string, subject: string) {
      const at = engine.now;
      deadLetters.push({ id, body, subject, receives: 0, isGone: false, sentAt: at, visibleAt: at });
    },
    hide(receipt: string, seconds: number) {
      const message = messages.find(({ id, receives }) => `${id}#${receives}` === receipt);
      if (message === undefined || message.isGone) return;
      message.visibleAt = engine.now + seconds * 1000;
      lookAt(Math.max(message.visibleAt, engine.now + 1));
    },
    waiting: () => messages.filter(({ isGone }) => !isGone),
    deadLetters: () => deadLetters,
    putBack: () => putBack,
    /** What an operator does after the cause is mended; nonsense is thrown away. */
    redrive(): number {
      const again = deadLetters.splice(0).filter(({ body }) => !body.startsWith(POISON));
      putBack.push(...again);
      for (const message of again) {
        messages.push({ ...message, receives: 0, isGone: false, visibleAt: engine.now });
        lookSoon();
      }
      return again.length;
    },
  };
};

export type Queue = ReturnType<typeof queueOver>;
