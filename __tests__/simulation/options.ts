import { parseArgs } from 'node:util';
import type { Mode } from './simulate.ts';
import { worldWithout } from './without.ts';

const USAGE = `Simulates the shop: its own functions, rules and SQL in virtual time, with everything going wrong that can.

  npm run simulate -- --seed 7 --orders 200          one seed
  npm run simulate -- --seeds 1..50 --orders 200     several
  npm run simulate -- --minutes 10                   seeds from --seed on, for so long
  npm run simulate -- --without NAME                 a safeguard is taken out, in the world where it is missed soon
  npm run simulate -- --list                         the safeguards

  --coarse     things happen at the same moments, in large batches (faster)
  --overlap    statements are held open, and run into each other's locks (slower)
  --sdk        with the real AWS SDK and Apollo over a played network (slower)
  --mix        each seed in the mode and the size that its number says
  --trouble N  all faults N times as often; 0 for none
  --trace FILE writes down all that happened in the last seed
  --whole      does not shrink what fails`;

const modeOf = ({ coarse, overlap }: { coarse: boolean; overlap: boolean }): Mode | undefined =>
  overlap ? 'overlap' : coarse ? 'coarse' : undefined;

const STANDARD_ORDERS = 200;

/** What the command line asks for. */
export const options = () => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string' },
      minutes: { type: 'string' },
      orders: { type: 'string' },
      without: { type: 'string', multiple: true, default: [] },
      coarse: { type: 'boolean', default: false },
      overlap: { type: 'boolean', default: false },
      mix: { type: 'boolean', default: false },
      sdk: { type: 'boolean', default: false },
      trouble: { type: 'string', default: '1' },
      trace: { type: 'string' },
      whole: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) console.log(USAGE);
  const world = worldWithout(values.without);
  const [first = NaN, last] = (values.seeds ?? values.seed).split('..').map(Number);
  return {
    first,
    last: values.minutes === undefined ? (last ?? first) : Infinity,
    until: performance.now() + Number(values.minutes ?? Infinity) * 60_000,
    orders: Number(values.orders ?? world.orders ?? STANDARD_ORDERS),
    mode: modeOf(values) ?? world.mode ?? 'fine',
    rates: world.rates,
    isMix: values.mix,
    isReal: values.sdk,
    trouble: Number(values.trouble),
    without: values.without,
    trace: values.trace,
    isWhole: values.whole,
    isHelp: values.help,
    isList: values.list,
  };
};
