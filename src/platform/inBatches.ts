import DataLoader from 'dataloader';
import { Problem } from '../contracts/problem.ts';
import { inLogContext, type LogContext, logContext, sharedContext } from './logContext.ts';

interface Call<Item> {
  item: Item;
  context: LogContext;
}

/** How long a call waits for others to go along with it. */
export interface Waiting {
  /** So many milliseconds at most. */
  ms: number;
  /** And no longer than others are still to come. */
  whileOthersCome: () => boolean;
}

/** Sends what waits when its time is up, or earlier when it is told to. */
const patiently = (ms: number) => {
  let sendNow = (): void => undefined;
  const schedule = (send: () => void) => {
    const once = () => {
      clearTimeout(timer);
      if (sendNow === once) sendNow = () => undefined;
      send();
    };
    const timer = setTimeout(once, ms);
    sendNow = once;
  };
  return { schedule, sendNow: () => sendNow() };
};

/**
 * Lets code that handles one thing at a time share calls that take many: calls made at the same moment (or while
 * they are `waiting`) become one call of `work` with at most `size` items.
 * `work` answers in the order of its items; an Error in its answer rejects only that item's call.
 * If it rejects as a whole, each item is tried alone, so that a bad one does not take the others with it;
 * but not where nobody answered (a Problem of status 503), which is no item's fault.
 */
export const inBatches = <Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>,
  { size = 10, waiting }: { size?: number; waiting?: Waiting } = {},
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
  const patience = waiting && patiently(waiting.ms);
  let gathered = 0;
  const start = (calls: readonly Call<Item>[]) => {
    gathered -= calls.length;
    return share(calls);
  };
  const loader = new DataLoader<Call<Item>, Result>(start, {
    cache: false,
    maxBatchSize: size,
    ...(patience && { batchScheduleFn: patience.schedule }),
  });
  return (item) => {
    const result = loader.load({ item, context: logContext() });
    gathered += 1;
    if (gathered >= size || waiting?.whileOthersCome() === false) patience?.sendNow();
    return result;
  };
};
