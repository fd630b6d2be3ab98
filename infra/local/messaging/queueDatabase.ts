import type { DatabaseSync } from 'node:sqlite';
import { queueUrl } from './arns.ts';
import { PersistenceManager } from './fauxqs.ts';

/** Where fauxqs writes its queues and messages, with changes grouped into transactions. */
export interface QueueDatabase {
  persistence: PersistenceManager;
  /** Writes all changes of the work at once, or none of them; about ten times cheaper than one by one. */
  together<Result>(work: () => Result): Result;
  /** Prepares what a former run left behind for this run, before fauxqs loads it. */
  welcomeBack(port: number): void;
}

const transactions = (database: DatabaseSync) => {
  const [begin, commit, rollback] = [
    database.prepare('BEGIN'),
    database.prepare('COMMIT'),
    database.prepare('ROLLBACK'),
  ];
  return <Result>(work: () => Result): Result => {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      if (database.isTransaction) rollback.run();
      throw error;
    }
  };
};

/** Opens (or creates) the SQLite file of the queues in the directory. */
export const openQueueDatabase = (directory: string): QueueDatabase => {
  const persistence = new PersistenceManager(directory);
  const { db } = persistence as unknown as { db: DatabaseSync };
  // A killed process loses nothing that SQLite handed to the kernel, so waiting for the disk at every change
  // (synchronous=FULL, the default: 940 messages a second) would only guard against a power cut.
  db.exec('PRAGMA synchronous = NORMAL');
  // Messages come and go within moments: of 40 MB of changes little is left to be brought into the file, which stops
  // this process until the disk is done.
  db.exec('PRAGMA wal_autocheckpoint = 10000');
  const release = db.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  // fauxqs 2.4 sets the receive count to NULL here, which its own schema refuses: the message would be lost
  // to this run whenever a client sets a visibility timeout of 0.
  persistence.updateMessageReady = (messageId) => void release.run(messageId);
  return {
    persistence,
    together: transactions(db),
    welcomeBack: (port) => {
      // Whoever held a message died with the former run, so nobody must wait for its visibility timeout.
      db.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
      db.prepare('UPDATE sqs_queues SET url = ? || name').run(queueUrl(port, ''));
    },
  };
};
