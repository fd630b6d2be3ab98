import type { Call, Shared } from '../instance.ts';

declare const __simulation: { call: Call; shared: Shared };

/** The only door of an instance to the outside: the simulator answers, later, or never. */
export const call: Call = (...asked) => __simulation.call(...asked);

/** What is made once for all instances. */
export const once = <Made>(key: string, make: () => Made): Made => {
  const { shared } = __simulation;
  if (!shared.has(key)) shared.set(key, make());
  return shared.get(key) as Made;
};
