import { createHash } from 'node:crypto';
import { chanceOf } from './chance.ts';
import type { Faults, Happened } from './faults.ts';
import { timeline } from './timeline.ts';

/** What decides all that happens in a simulation. */
export interface EngineOptions {
  seed: number;
  /** In ms since 1970. */
  start: number;
  faults: Faults;
  /** All their rates are multiplied by it. */
  trouble?: number;
  /** Only these faults happen; without it chance decides. */
  only?: ReadonlySet<string> | undefined;
  /** All happens at multiples of so many ms. Coarser is faster, and things meet more often. */
  grid?: number;
  /** Is told each line of the trace. */
  tell?: ((line: string) => void) | undefined;
}

/** What answers later, kept until all else stands still; it gives what is then to be done. */
type Later = Promise<(() => void) | undefined>;

// Whatever was set going has come to its next outside call when the event loop comes to its check phase.
const standstill = () => new Promise<void>((done) => setImmediate(done));

/** Virtual time, chance by name, faults, and the trace of a simulation: everything in it that is not certain comes from here. */
export class Engine {
  now: number;
  /** No more faults, except those named in `only`. */
  isQuiet = false;
  /** The faults that happened, in their order. */
  readonly happened: Happened[] = [];
  private readonly options: EngineOptions;
  private readonly grid: number;
  private readonly moments = timeline();
  private readonly used = new Map<string, number>();
  private readonly sum = createHash('sha256');
  private pending: Later[] = [];

  constructor(options: EngineOptions) {
    this.options = options;
    this.grid = options.grid ?? 1;
    this.now = options.start;
  }

  /** The how manieth time this name is used. */
  nth(name: string): number {
    const nth = (this.used.get(name) ?? 0) + 1;
    this.used.set(name, nth);
    return nth;
  }

  /** From 0 up to 1: always the same for a name in a seed. */
  chance(name: string): number {
    return chanceOf(name, this.options.seed);
  }

  /** A whole number from `low` to `high`. */
  between(name: string, low: number, high: number): number {
    return low + Math.floor(this.chance(name) * (high - low + 1));
  }

  /** One of these. */
  oneOf<Item>(name: string, items: readonly Item[]): Item {
    return items[Math.floor(this.chance(name) * items.length)]!;
  }

  /** Whether a fault happens here: by chance, or because it is one of `only`. `about` names the orders that it hits. */
  fault(kind: string, site: string, about?: string): boolean {
    const { only, faults, seed, trouble = 1 } = this.options;
    const fault = faults[kind];
    if (fault === undefined) throw new Error(`Nobody declares the fault ${kind}`);
    if (only === undefined && (this.isQuiet || trouble === 0)) return false;
    const name = `${kind}@${site}`;
    const happens = only?.has(name) ?? chanceOf(name, seed ^ 0x5bd1e995) < fault.rate * trouble;
    if (!happens) return false;
    this.happened.push({ name, at: this.now, about });
    this.trace(`FAULT ${name}`);
    return true;
  }

  trace(text: string): void {
    const line = `${this.now} ${text}\n`;
    this.sum.update(line);
    this.options.tell?.(line);
  }

  /** The same for two runs in which exactly the same happened. */
  fingerprint(): string {
    return this.sum.copy().digest('hex');
  }

  /** Has something happen after so many ms; what it gives to `later` is waited for. */
  after(ms: number, name: string, happen: () => unknown): void {
    const at = Math.max(Math.ceil((this.now + ms) / this.grid) * this.grid, this.now);
    this.moments.add(at, chanceOf(name, this.options.seed), happen);
  }

  /** Virtual time passes. */
  sleep(ms: number, name: string): Promise<void> {
    return new Promise((done) => this.after(ms, name, done));
  }

  /** Real work under way (PostgreSQL): its answers are handed on in the order of the questions, whenever they came in. */
  later(work: Later): void {
    this.pending.push(work);
  }

  /** When something is next to happen. */
  next(): number | undefined {
    return this.moments.next();
  }

  /** Lets all happen up to that time, each thing until nothing moves any more; or until `isOver` after one of them. */
  async run(until: number, isOver: () => boolean = () => false): Promise<void> {
    for (let next = this.moments.next(); next !== undefined && next <= until; next = this.moments.next()) {
      this.now = next;
      // Fine: one after the other. Coarse: all of a moment at once.
      do this.moments.take()!.happen();
      while (this.grid > 1 && this.moments.next() === this.now);
      await this.settle();
      if (isOver()) return;
    }
    this.now = Math.max(this.now, until);
  }

  private async settle(): Promise<void> {
    if (this.grid > 1 || this.pending.length === 0) await standstill();
    while (this.pending.length > 0) {
      const asked = this.pending;
      this.pending = [];
      const answers = await Promise.all(asked);
      for (const answer of answers) answer?.();
      await standstill();
    }
  }
}
