import DataLoader from 'dataloader';
import { Problem } from '../contracts/problem.ts';
import { inLogContext, type LogContext, logContext, sharedContext } from './logContext.ts';

interface Call<Item> {
  item: Item;
  context: LogContext;
}

/**
 * Lets code that handles one thing at a time share calls that take many: calls made at the same moment
 * (or within `windowMs` milliseconds) become one call of `work` with at most `size` items.
 * `work` answers in the order of its items; an Error in its answer rejects only that item's call.
 * If it rejects as a whole, each item is tried alone, so that a bad one does not take the others with it;
 * but not where nobody answered (a Problem of status 503), which is no item's fault.
 */
export const inBatches = <Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>,
  { size = 10, windowMs }: { size?: number; windowMs?: number } = {},
): ((item: Item) => Promise<Result>) => {
  // DataLoader works in the context of whoever came first, so each call brings its own.
  const together = (calls: readonly Call<Item>[]) =>
    inLogContext(sharedContext(calls.map(({ context }) => context)), () =>
      work(calls.map(({ item }) => item)),
    );
  const alone = (call: Call<Item>): Promise<Result | Error> =>
    together([call]).then(
      ([result]) => result as Result | Error,
      (reason: unknown) => reason as Error,
    );
  const share = async (calls: readonly Call<Item>[]) => {
    try {
      return await together(calls);
    } catch (error) {
      if (calls.length === 1 || (error instanceof Problem && error.status === 503)) throw error;
      return Promise.all(calls.map(alone));
    }
  };
  const loader = new DataLoader<Call<Item>, Result>(share, {
    cache: false,
    maxBatchSize: size,
    ...(windowMs !== undefined && { batchScheduleFn: (send: () => void) => setTimeout(send, windowMs) }),
  });
  return (item) => loader.load({ item, context: logContext() });
};
