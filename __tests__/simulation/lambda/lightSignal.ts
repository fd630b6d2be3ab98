/** An AbortSignal that costs little: as much of it as those who are given one look at. */
export interface LightSignal {
  aborted: boolean;
  reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
  throwIfAborted(): void;
}

/** A signal that aborts after so many ms of a clock. */
export const lightTimeout = (timer: (ms: number, ring: () => void) => unknown, ms: number): LightSignal => {
  const listeners = new Set<() => void>();
  const signal: LightSignal = {
    aborted: false,
    reason: undefined,
    addEventListener: (_type, listener) => void listeners.add(listener),
    removeEventListener: (_type, listener) => void listeners.delete(listener),
    throwIfAborted() {
      if (signal.aborted) throw signal.reason;
    },
  };
  timer(ms, () => {
    signal.aborted = true;
    signal.reason = Object.assign(new Error('The operation was aborted due to timeout'), {
      name: 'TimeoutError',
    });
    for (const listener of listeners) listener();
  });
  return signal;
};
