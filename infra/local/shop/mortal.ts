/** Whether a part of the local cloud runs. */
export type Life = 'up' | 'down';

/** A part that can be killed and started again, with what it held. */
export interface Mortal<Part> {
  /** Starts it for the first time; rejects when it does not start. */
  start(): Promise<Part>;
  is(): Life;
  turn(to: Life): Promise<void>;
}

/** Lets a part be killed and started again. */
export const mortal = <Part extends { kill(): Promise<void> }>(begin: () => Promise<Part>): Mortal<Part> => {
  let running: Part | undefined;
  const start = async () => (running = await begin());
  return {
    start,
    is: () => (running ? 'up' : 'down'),
    async turn(to) {
      if (to === 'up' && running === undefined) await start();
      if (to === 'down') await running?.kill();
      if (to === 'down') running = undefined;
    },
  };
};
