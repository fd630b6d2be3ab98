import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<number>();

/** Does the work, and all that it causes, for somebody who waits so many milliseconds and no longer. */
export const inTime = <Result>(withinMs: number, work: () => Result): Result =>
  storage.run(Date.now() + withinMs, work);

/** How long the work under way may wait for somebody else, in ms: `patienceMs`, or less where whoever asked for it is gone by then. */
export const patience = (patienceMs: number): number => {
  const deadline = storage.getStore();
  return deadline === undefined ? patienceMs : Math.max(0, Math.min(patienceMs, deadline - Date.now()));
};
