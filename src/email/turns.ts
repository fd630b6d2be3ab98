import { Outage } from '../platform/outage.ts';

/**
 * Lets so many pieces of work run at once, first come, first served. Whoever has waited `patience` milliseconds for a
 * turn gives up with an Outage, and nothing was begun.
 */
export const turnsOf = (places: number, patience: number) => {
  let free = places;
  const waiting = new Set<() => void>();

  const turn = () =>
    new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        waiting.delete(start);
        reject(new Outage(`no turn within ${patience} ms`));
      }, patience);
      const start = () => {
        clearTimeout(late);
        waiting.delete(start);
        free -= 1;
        resolve();
      };
      if (free > 0) start();
      else waiting.add(start);
    });

  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await turn();
    try {
      return await work();
    } finally {
      free += 1;
      const [next] = waiting;
      next?.();
    }
  };
};
