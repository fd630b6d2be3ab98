import type { DatabaseSync } from 'node:sqlite';
import { readFileSync } from 'node:fs';
import { PersistenceManager, SnsStore, SqsStore } from '../../infra/local/messaging/fauxqs.ts';
import { openQueueDatabase } from '../../infra/local/messaging/queueDatabase.ts';
import { emptyFolder } from './localGiven.ts';

// What infra/local/messaging takes for granted of the insides of fauxqs. Where one of these fails after an update, look
// at the sentence, then at queueDatabase.ts, queues.ts and sourceQueue.ts.

const ARN = 'arn:aws:sqs:us-east-1:000000000000:orders';

const aQueueIn = (persistence: PersistenceManager) => {
  const store = new SqsStore();
  store.persistence = persistence;
  const queue = store.createQueue('orders', 'http://127.0.0.1/orders', ARN);
  queue.persistence = persistence;
  return queue;
};

const restored = (directory: string) => {
  const persistence = new PersistenceManager(directory);
  const store = new SqsStore();
  persistence.loadSqsAndSns(store, new SnsStore());
  persistence.close();
  return store.getQueueByName('orders');
};

const receiveAndHandBack = (persistence: PersistenceManager) => {
  const queue = aQueueIn(persistence);
  queue.enqueue(SqsStore.createMessage('an order'));
  const [received] = queue.dequeue(1, undefined, () => undefined);
  queue.changeVisibility(received!.ReceiptHandle, 0);
};

test('the version is exactly the one that all this was seen with', () => {
  const versionIn = (file: string) =>
    JSON.parse(readFileSync(file, 'utf8')) as { version: string; devDependencies: Record<string, string> };
  expect(versionIn('package.json').devDependencies['fauxqs']).toBe('2.4.1');
  expect(versionIn('node_modules/fauxqs/package.json').version).toBe('2.4.1');
});

test('its database is the private field db, on which changes can be grouped into a transaction', () => {
  const persistence = new PersistenceManager(emptyFolder());
  const { db } = persistence as unknown as { db: DatabaseSync };
  const queue = aQueueIn(persistence);
  db.exec('BEGIN');
  queue.enqueue(SqsStore.createMessage('an order'));
  db.exec('ROLLBACK');
  expect(db.prepare('select * from sqs_messages').all()).toEqual([]);
  expect(db.prepare('select url from sqs_queues where name = ?').get('orders')).toEqual({
    url: 'http://127.0.0.1/orders',
  });
  persistence.close();
});

test('its own updateMessageReady still fails, so that ours must take its place', () => {
  const persistence = new PersistenceManager(emptyFolder());
  expect(() => receiveAndHandBack(persistence)).toThrow('NOT NULL');
  persistence.close();
});

test('with ours, a message that was handed back is there for the next run, at once', () => {
  const directory = emptyFolder();
  const { persistence } = openQueueDatabase(directory);
  receiveAndHandBack(persistence);
  persistence.close();
  const queue = restored(directory);
  expect(queue?.messages.map(({ body }) => body)).toEqual(['an order']);
  expect(queue?.inflightMessages.size).toBe(0);
});

test('a queue counts what is ready, what was received and by which receipt', () => {
  const queue = new SqsStore().createQueue('orders', 'http://127.0.0.1/orders', ARN);
  queue.enqueue(SqsStore.createMessage('an order'));
  const [received] = queue.dequeue(10, undefined, () => undefined);
  expect([queue.messages.length, queue.inflightMessages.size]).toEqual([0, 1]);
  expect(queue.inflightMessages.get(received!.ReceiptHandle)?.message.approximateReceiveCount).toBe(1);
  queue.deleteMessage(received!.ReceiptHandle);
  expect(queue.inflightMessages.size).toBe(0);
});
