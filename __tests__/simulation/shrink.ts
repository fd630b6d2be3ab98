import type { Violation } from '../../infra/audit/invariant.ts';
import type { Simulated, Simulator, Wanted } from './simulate.ts';

/** The fewest customers and faults that still break a promise, and what else makes the run. */
export interface Story {
  invariant: string;
  seed: number;
  orders: number;
  mode: Wanted['mode'];
  perSecond: number;
  customers: number[];
  faults: string[];
}

/** A story as it is to be simulated. */
export const wantedBy = ({ seed, orders, mode, perSecond, customers, faults }: Story): Wanted => ({
  ...{ seed, orders, mode, perSecond, trouble: 1 },
  customers: new Set(customers),
  only: new Set(faults),
});

/** So long is shrunk; what is found by then is told. */
const PATIENCE_MS = 90_000;

type Try = (story: Story) => Promise<Simulated | undefined>;

const halvesOf = <Item>(items: readonly Item[], parts: number): Item[][] => {
  const size = Math.ceil(items.length / parts);
  return Array.from({ length: Math.ceil(items.length / size) }, (_, nth) => [
    ...items.slice(0, nth * size),
    ...items.slice((nth + 1) * size),
  ]);
};

/** Leaves out ever smaller parts of a list for as long as that is still enough (ddmin). */
export const fewest = async <Item>(
  items: readonly Item[],
  isEnough: (some: Item[]) => Promise<boolean>,
): Promise<Item[]> => {
  if (items.length > 0 && (await isEnough([]))) return [];
  let kept = [...items];
  for (let parts = 2; kept.length > 1 && parts <= kept.length;) {
    let smaller: Item[] | undefined;
    for (const rest of halvesOf(kept, parts)) {
      if (!(await isEnough(rest))) continue;
      smaller = rest;
      break;
    }
    if (smaller === undefined && parts === kept.length) return kept;
    parts = smaller === undefined ? Math.min(kept.length, parts * 2) : Math.max(2, parts - 1);
    kept = smaller ?? kept;
  }
  return kept;
};

const numbersTo = (count: number) => Array.from({ length: count }, (_, nth) => nth);

/** The one whom it is about alone, else ever more of his neighbours. */
const fewestCustomers = async (story: Story, customer: string | undefined, tried: Try): Promise<Story> => {
  const me = Number(customer?.slice(1) ?? NaN);
  for (let reach = 0; Number.isFinite(me) && reach < story.orders; reach = reach * 3 + 1) {
    const customers = story.customers.filter((nth) => Math.abs(nth - me) <= reach);
    if (await tried({ ...story, customers })) return { ...story, customers };
  }
  const customers = await fewest(
    story.customers,
    async (some) => (await tried({ ...story, customers: some })) !== undefined,
  );
  return { ...story, customers };
};

/** Shrinks a run that broke a promise to the shortest story that still does. */
export const shrink = async (
  simulator: Simulator,
  wanted: Wanted,
  { violation, simulated }: { violation: Violation; simulated: Simulated },
): Promise<Story> => {
  const { seed, orders, mode, perSecond } = wanted;
  const { invariant, subject, says } = violation;
  const whole: Story = {
    ...{ invariant, seed, orders, mode, perSecond },
    customers: [...(wanted.customers ?? numbersTo(orders))],
    faults: simulated.happened.map(({ name }) => name),
  };
  const until = performance.now() + PATIENCE_MS;
  const tried: Try = async (story) => {
    if (performance.now() > until) return undefined;
    const result = await simulator.simulate(wantedBy(story));
    return result.violations.some((each) => each.invariant === invariant) ? result : undefined;
  };
  const few = await fewestCustomers(whole, simulated.customerIn(`${subject} ${says}`), tried);
  const small = await tried(few);
  // Not every fault has a place in the small world.
  const happened = small?.happened.map(({ name }) => name) ?? few.faults;
  const faults = await fewest(
    happened,
    async (some) => (await tried({ ...few, faults: some })) !== undefined,
  );
  return { ...few, faults };
};
