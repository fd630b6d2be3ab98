import DataLoader from 'dataloader';

/**
 * Lets code that handles one thing at a time share calls that take many: calls made at the same moment
 * (or within `windowMs` milliseconds) become one call of `work` with at most `size` items.
 * `work` answers in the order of its items; an Error in its answer rejects only that item's call.
 */
export const inBatches = <Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>,
  { size = 10, windowMs }: { size?: number; windowMs?: number } = {},
): ((item: Item) => Promise<Result>) => {
  const loader = new DataLoader<Item, Result>((items) => work(items), {
    cache: false,
    maxBatchSize: size,
    ...(windowMs !== undefined && { batchScheduleFn: (send: () => void) => setTimeout(send, windowMs) }),
  });
  return (item) => loader.load(item);
};
