import type { SQSRecord } from 'aws-lambda';

/** How often a message has been received, this time included. */
export const attemptOf = ({ attributes }: SQSRecord): number => Number(attributes.ApproximateReceiveCount);

/**
 * What of a batch is tried now and what later. A message that comes more often than `tries` has met outages, or it crashes
 * the function and takes its batch with it each time. So such a batch is halved by chance: what is not together
 * with the culprit gets through.
 */
export const takeApart = (
  records: readonly SQSRecord[],
  tries: number,
  random: () => number,
): { now: readonly SQSRecord[]; later: readonly SQSRecord[] } => {
  if (records.length < 2 || records.every((record) => attemptOf(record) <= tries))
    return { now: records, later: [] };
  const drawn = records.map((record) => ({ record, lot: random() })).sort((a, b) => a.lot - b.lot);
  const shuffled = drawn.map(({ record }) => record);
  const half = Math.ceil(shuffled.length / 2);
  return { now: shuffled.slice(0, half), later: shuffled.slice(half) };
};
