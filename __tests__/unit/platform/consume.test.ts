import { consume, pauseAfter } from '../../../src/platform/consume.ts';
import { Outage } from '../../../src/platform/outage.ts';
import { aBatch, anEnvelope, anOrderCreated, anInvocation, attempted } from '../../given.ts';

/** A queue that remembers what was done with which message. */
const aQueue = ({ isDown = false } = {}) => {
  const did: string[] = [];
  const note = async (what: string) => {
    if (isDown) throw new Error('SQS is down');
    did.push(what);
  };
  return {
    did,
    hide: ({ messageId }: { messageId: string }, seconds: number) => note(`${messageId} waits ${seconds} s`),
    giveUp: ({ messageId }: { messageId: string }) => note(`${messageId} is given up`),
  };
};

const failedIn = ({ batchItemFailures }: { batchItemFailures: { itemIdentifier: string }[] }) =>
  batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

const order = (name: string) => anEnvelope('OrderCreated', anOrderCreated({ name }));

/** A consumer that does as the customer's name says. */
const obedient = (queue = aQueue(), stored: string[] = []) =>
  consume(
    'placeOrder',
    async ({ detail: { name } }) => {
      if (name === 'Poison') throw new Error('no');
      if (name === 'Outage') throw new Outage('nobody there');
      if (name === 'Slow') await new Promise(() => undefined);
      stored.push(name);
    },
    queue,
  );

beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});

describe('Consuming a batch of events', () => {
  test('one bad message does not hold up the others, and only it is offered again', async () => {
    const stored: string[] = [];
    const batch = aBatch(
      order('Ann'),
      order('Poison'),
      'not JSON',
      anEnvelope('OrderCreated', { ...anOrderCreated(), lines: 'none' }),
      anEnvelope('StockCreated', anOrderCreated()),
    );
    const result = await obedient(aQueue(), stored)(batch, anInvocation());
    expect(stored).toEqual(['Ann']);
    expect(failedIn(result)).toEqual(['message-1', 'message-2', 'message-3', 'message-4']);
  });

  test('a slow message does not hold up the others: it alone comes again, later', async () => {
    const [queue, stored] = [aQueue(), [] as string[]];
    const result = await obedient(queue, stored)(
      aBatch(order('Slow'), order('Ann')),
      anInvocation({ milliseconds: 2050 }),
    );
    expect(stored).toEqual(['Ann']);
    expect(failedIn(result)).toEqual(['message-0']);
    expect(queue.did).toEqual(['message-0 waits 5 s']);
  });

  test('a message that fails for a reason of its own is given up at its fifth try, and not before', async () => {
    const queue = aQueue();
    const handler = obedient(queue);
    expect(failedIn(await handler(attempted(4, order('Poison')), anInvocation()))).toEqual(['message-0']);
    expect(queue.did).toEqual([]);
    expect(failedIn(await handler(attempted(5, order('Poison')), anInvocation()))).toEqual([]);
    expect(queue.did).toEqual(['message-0 is given up']);
  });

  test('an outage is waited for however often the message has come, ever longer up to a quarter of an hour', async () => {
    const queue = aQueue();
    const handler = obedient(queue);
    for (const attempt of [1, 2, 5, 60])
      expect(failedIn(await handler(attempted(attempt, order('Outage')), anInvocation()))).toHaveLength(1);
    expect(queue.did).toEqual([5, 10, 80, 900].map((seconds) => `message-0 waits ${seconds} s`));
    expect(pauseAfter(1000, 900)).toBe(900);
  });

  test('poison is told from an outage within one batch', async () => {
    const queue = aQueue();
    const result = await obedient(queue)(
      attempted(7, order('Outage'), order('Poison'), order('Ann')),
      anInvocation(),
    );
    expect(failedIn(result)).toEqual(['message-0']);
    expect(queue.did.sort()).toEqual(['message-0 waits 320 s', 'message-1 is given up']);
  });

  test('while the queue itself does not answer, nothing is given up: the message stays where it is', async () => {
    const handler = obedient(aQueue({ isDown: true }));
    const result = await handler(attempted(9, order('Poison'), order('Outage')), anInvocation());
    expect(failedIn(result)).toEqual(['message-0', 'message-1']);
  });
});
