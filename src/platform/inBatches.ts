import DataLoader from 'dataloader';
import { inLogContext, type LogContext, logContext, sharedContext } from './logContext.ts';

/**
 * Lets code that handles one thing at a time share calls that take many: calls made at the same moment
 * (or within `windowMs` milliseconds) become one call of `work` with at most `size` items.
 * `work` answers in the order of its items; an Error in its answer rejects only that item's call.
 */
export const inBatches = <Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>,
  { size = 10, windowMs }: { size?: number; windowMs?: number } = {},
): ((item: Item) => Promise<Result>) => {
  // DataLoader works in the context of whoever came first, so each call brings its own.
  const share = (calls: readonly { item: Item; context: LogContext }[]) =>
    inLogContext(sharedContext(calls.map(({ context }) => context)), () =>
      work(calls.map(({ item }) => item)),
    );
  const loader = new DataLoader<{ item: Item; context: LogContext }, Result>(share, {
    cache: false,
    maxBatchSize: size,
    ...(windowMs !== undefined && { batchScheduleFn: (send: () => void) => setTimeout(send, windowMs) }),
  });
  return (item) => loader.load({ item, context: logContext() });
};
