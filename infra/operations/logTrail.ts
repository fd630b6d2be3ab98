import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  DescribeLogGroupsCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { dataDirectory } from '../localPlaces.ts';
import { logsOf, nameOn, type Stage } from './stage.ts';

/** A log line of a function. */
export interface Line {
  time: string;
  level: string;
  service?: string;
  message: string;
  orderId?: string;
  correlationId?: string;
  correlationIds?: string[];
  [field: string]: unknown;
}

/** What is followed: an order, or a correlation id. */
export type Followed = { orderId: string } | { correlationId: string };

/** Finds the log lines in which any of the texts occurs. */
export type FindLines = (texts: readonly string[]) => Promise<Line[]>;

const linesIn = (texts: readonly string[]): Line[] =>
  texts.flatMap((text) => {
    try {
      const line = JSON.parse(text) as Partial<Line>;
      return typeof line.time === 'string' && typeof line.message === 'string' ? [line as Line] : [];
    } catch {
      return [];
    }
  });

/** Looks in shop.log, which the local shop writes. */
const inLocalLog: FindLines = async (texts) => {
  const file = await readFile(join(dataDirectory, 'shop.log'), 'utf8').catch(() => '');
  return linesIn(file.split('\n').filter((line) => texts.some((text) => line.includes(text))));
};

const POLL_MS = 1000;
const MOST_LINES = 10_000;

/** Asks CloudWatch Logs Insights about the stage's functions, `days` back. */
export const inCloudWatch =
  (stage: Stage, days: number, client = logsOf(stage)): FindLines =>
  async (texts) => {
    const { logGroups = [] } = await client.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: `/aws/lambda/${nameOn(stage, '')}` }),
    );
    const now = Math.ceil(Date.now() / 1000);
    const { queryId } = await client.send(
      new StartQueryCommand({
        logGroupNames: logGroups.flatMap(({ logGroupName }) => logGroupName ?? []),
        startTime: now - days * 86_400,
        endTime: now,
        // The texts are checked ids: no quote can end the string.
        queryString: `fields @message | filter ${texts.map((text) => `@message like "${text}"`).join(' or ')} | sort @timestamp asc | limit ${MOST_LINES}`,
      }),
    );
    for (;;) {
      const { status = '', results = [] } = await client.send(new GetQueryResultsCommand({ queryId }));
      if (['Failed', 'Cancelled', 'Timeout'].includes(status))
        throw new Error(`The log query ended: ${status}`);
      if (status === 'Complete')
        return linesIn(
          results.flatMap((row) => row.find(({ field }) => field === '@message')?.value?.trim() ?? []),
        );
      await setTimeout(POLL_MS);
    }
  };

/** Where a stage's log lines are found. */
export const linesOf = (stage: Stage, days: number): FindLines =>
  stage.isLocal ? inLocalLog : inCloudWatch(stage, days);

const unique = (values: (string | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];

/**
 * The trail of one order, or of one click, through all functions, in the order of time: first the lines that name
 * it, then also those of the correlations (or orders) which these belong to. Lines of shared work are in it,
 * but do not lead to the other orders that shared it; nor does a client that gives all its orders one correlation.
 */
export const follow = async (find: FindLines, followed: Followed): Promise<Line[]> => {
  const [start] = Object.values(followed) as [string];
  const first = await find([start]);
  const own = first.filter(({ orderId, correlationId }) => orderId === start || correlationId === start);
  const orders = 'orderId' in followed ? [start] : unique(own.map(({ orderId }) => orderId));
  const correlations =
    'correlationId' in followed ? [start] : unique(own.map(({ correlationId }) => correlationId));
  const texts = [...orders, ...correlations];
  const found = texts.length > 1 ? await find(texts) : first;
  const belongs = ({ orderId, correlationId = '', correlationIds = [] }: Line): boolean => {
    if ('orderId' in followed && orderId !== undefined) return orderId === start;
    if (orderId !== undefined && orders.includes(orderId)) return true;
    return [correlationId, ...correlationIds].some((id) => correlations.includes(id));
  };
  return found.filter(belongs).sort((one, other) => one.time.localeCompare(other.time));
};

const HIDDEN = [
  'level',
  'time',
  'service',
  'message',
  'messageId',
  'eventId',
  'orderId',
  'correlationId',
  'correlationIds',
  '_aws',
  'Stage',
  'traceId',
];

const forPeople = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  return 'message' in value ? String(value.message) : JSON.stringify(value);
};

/** A line of the trail as an operator reads it. */
export const textOf = (line: Line, stage: Stage): string => {
  const service = (line.service ?? '').replace(nameOn(stage, ''), '');
  const more = Object.entries(line)
    .filter(([name]) => !HIDDEN.includes(name))
    .map(([name, value]) => `${name}=${forPeople(value)}`);
  const level = line.level === 'INFO' ? '' : `${line.level} `;
  return `  ${line.time}  ${service.padEnd(17)}  ${[`${level}${line.message}`, ...more].join('  ')}`;
};
