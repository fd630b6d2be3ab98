import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { DataApiProblem, databaseError, problemOf } from './problem.ts';

type Transaction = { client: PoolClient; busy: boolean; timer: NodeJS.Timeout };

/** Work on one connection. */
export type Work<T> = (client: PoolClient) => Promise<T>;

const notFound = (id: string): DataApiProblem =>
  new DataApiProblem('TransactionNotFoundException', `Transaction ${id} is not found`);

/**
 * The transactions that callers have open, each on a connection of its own; one that is idle for
 * `idleMilliseconds` is rolled back.
 */
export const openTransactions = (pool: Pool, idleMilliseconds: number) => {
  const transactions = new Map<string, Transaction>();

  const take = (id: string): Transaction => {
    const transaction = transactions.get(id);
    if (!transaction) throw notFound(id);
    if (transaction.busy) throw databaseError('Transaction is still running a query', '25001');
    return transaction;
  };

  const end = async (id: string, command: 'commit' | 'rollback'): Promise<void> => {
    const { client, timer } = take(id);
    transactions.delete(id);
    clearTimeout(timer);
    try {
      const result = await client.query(command);
      client.release();
      if (result.command.toLowerCase() === command) return;
    } catch (error) {
      client.release(true);
      throw error;
    }
    throw databaseError('ERROR: current transaction is aborted and was rolled back', '25P02');
  };

  const begin = async (): Promise<string> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
    } catch (error) {
      client.release(true);
      throw error;
    }
    const id = randomUUID();
    const giveUp = () => void end(id, 'rollback').catch(problemOf);
    const timer = setTimeout(giveUp, idleMilliseconds).unref();
    transactions.set(id, { client, busy: false, timer });
    return id;
  };

  const work = async <T>(id: string, run: Work<T>): Promise<T> => {
    const transaction = take(id);
    transaction.busy = true;
    try {
      return await run(transaction.client);
    } finally {
      transaction.busy = false;
      transaction.timer.refresh();
    }
  };

  /** Drops what is open, without an answer to anyone. */
  const abandon = () => {
    for (const { client, timer } of transactions.values()) {
      clearTimeout(timer);
      client.release(true);
    }
    transactions.clear();
  };

  return { begin, end, work, abandon };
};
