/** Date, with a clock of its own. */
export const virtualDate = (now: () => number): DateConstructor =>
  class extends Date {
    constructor(...given: [] | [number | string | Date]) {
      if (given.length === 0) super(now());
      else super(...(given as [number]));
    }

    static override now(): number {
      return now();
    }
  } as unknown as DateConstructor;
