import { cpus, totalmem } from 'node:os';
import { type Met, percentile } from './clients.ts';
import { type Panel, picture } from './picture.ts';
import type { Look } from './watch.ts';

/** A time of one rate: how many a second came, from when (ms) on, and what they met. */
export interface Step {
  name: string;
  rate: number;
  seconds: number;
  at: number;
  met: Met[];
}

/** What a run of the load was, and how it ended. */
export interface Run {
  steps: Step[];
  looks: Look[];
  /** Ms from the last arrival until every accepted order was stocked, paid and told of. */
  restMs: number;
  accepted: number;
  disagreements: string[];
}

/** The step that asks just as much as the shop takes. */
const CAPACITY = '1 ×';

const isRefusal = ({ status, retryAfter }: Met) => (status === 429 || status === 503) && retryAfter;

const ms = (numbers: number[], share: number): string =>
  numbers.length === 0 ? '–' : `${percentile(numbers, share).toFixed(0)}`;

const rowOf = ({ name, rate, seconds, met }: Step): string => {
  const taken = met.filter(({ status }) => status === 202).map((each) => each.ms);
  const turnedAway = met.filter(isRefusal).map((each) => each.ms);
  const other = met.length - taken.length - turnedAway.length;
  const cells = [
    ...[name, `${rate}/s, ${seconds} s`, met.length, taken.length, ms(taken, 0.5), ms(taken, 0.99)],
    ...[turnedAway.length, ms(turnedAway, 0.5), ms(turnedAway, 0.99), other],
  ];
  return `| ${cells.join(' | ')} |`;
};

const memoryRows = (looks: Look[]): string[] => {
  const kinds = [...new Set(looks.flatMap(({ megabytes }) => Object.keys(megabytes)))];
  const of = (kind: string) => looks.map(({ megabytes }) => megabytes[kind] ?? 0);
  return kinds.map((kind) => `| ${kind} | ${of(kind)[0]} | ${Math.max(...of(kind))} | ${of(kind).at(-1)} |`);
};

/** The run as Markdown. */
export const reportOf = ({
  steps,
  looks,
  restMs,
  accepted,
  disagreements,
}: Run): string => `# Load of ${new Date().toISOString().slice(0, 16)}Z

${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; shop, clients and whatever else ran shared this machine.

The front door lets ${steps.find(({ name }) => name === CAPACITY)?.rate} new orders a second through.

![Rate, latency and queue depth](load.svg)

| step | customers | asked | 202 | p50 ms | p99 ms | 429 or 503 with Retry-After | p50 ms | p99 ms | anything else |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${steps.map(rowOf).join('\n')}

Times count from when a customer wanted to order. ${accepted} orders were accepted; ${(restMs / 1000).toFixed(0)} s after the last customer all of them were stocked, paid and told of.
At most ${Math.max(...looks.map(({ waiting }) => waiting))} messages waited; ${looks.at(-1)?.dead ?? 0} were given up. Bank, orders, books and mails: ${disagreements.length} disagreements.

| MB (RSS) | at the beginning | at most | at the end |
| --- | --- | --- | --- |
${memoryRows(looks).join('\n')}
`;

const perSecond = (met: Met[], wanted: (each: Met) => boolean): [number, number][] => {
  const counts = Map.groupBy(met.filter(wanted), ({ at }) => Math.floor(at / 1000));
  const last = Math.max(...met.map(({ at }) => Math.floor(at / 1000)));
  return Array.from({ length: last + 1 }, (_, second) => [second, counts.get(second)?.length ?? 0]);
};

const latencies = (met: Met[], share: number): [number, number][] =>
  [
    ...Map.groupBy(
      met.filter(({ status }) => status === 202),
      ({ at }) => Math.floor(at / 1000),
    ),
  ]
    .sort(([one], [other]) => one - other)
    .map(([second, each]) => [
      second,
      Math.round(
        percentile(
          each.map((one) => one.ms),
          share,
        ),
      ),
    ]);

/** The run as a picture: rate, latency, queues. */
export const pictureOf = ({ steps, looks }: Run): string => {
  const met = steps.flatMap((step) => step.met);
  const panels: Panel[] = [
    {
      title: 'createOrder',
      unit: 'a second',
      curves: [
        { name: 'asked', colour: '#8aa0b8', points: perSecond(met, () => true) },
        { name: 'accepted', colour: '#2f8f5b', points: perSecond(met, ({ status }) => status === 202) },
        { name: 'come again later', colour: '#e0953c', points: perSecond(met, isRefusal) },
      ],
    },
    {
      title: 'Time of accepted orders',
      unit: 'ms',
      curves: [
        { name: 'p50', colour: '#4f8fd0', points: latencies(met, 0.5) },
        { name: 'p99', colour: '#c2577a', points: latencies(met, 0.99) },
      ],
    },
    {
      title: 'Messages in queues',
      unit: 'waiting or at work',
      curves: [
        {
          name: 'all queues',
          colour: '#7a68b8',
          points: looks.map(({ at, waiting }) => [at / 1000, waiting]),
        },
      ],
    },
  ];
  const seconds = Math.max(...looks.map(({ at }) => at / 1000));
  return picture(
    `Load on the local shop; its front door lets ${steps.find(({ name }) => name === CAPACITY)?.rate} new orders a second through`,
    panels,
    seconds,
    steps.map(({ at, name }) => [at / 1000, name]),
  );
};
