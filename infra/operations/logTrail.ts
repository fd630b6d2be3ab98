import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  DescribeLogGroupsCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { fieldOf, kinds, type SubjectField } from '../../src/contracts/subjects.ts';
import { dataDirectory } from '../localPlaces.ts';
import { logsOf, nameOn, type Stage } from './stage.ts';

/** A log line of a function. */
export interface Line extends Partial<Record<SubjectField, string>> {
  time: string;
  level: string;
  service?: string;
  message: string;
  correlationId?: string;
  correlationIds?: string[];
  [field: string]: unknown;
}

/** What is followed: an order or another subject, or a correlation id. */
export type Followed = { [Field in SubjectField | 'correlationId']: Record<Field, string> }[
  SubjectField | 'correlationId'];

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

const subjectFields = kinds.map(fieldOf);

const idsIn = (line: Line): string[] => subjectFields.flatMap((field) => line[field] ?? []);

/**
 * The trail of one order (or other subject), or of one click, through all functions, in the order of time: first the
 * lines that name it, then also those of the correlations (or subjects) which these belong to. Lines of shared work
 * are in it, but do not lead to the other orders that shared it; nor does a client that gives all its orders one
 * correlation.
 */
export const follow = async (find: FindLines, followed: Followed): Promise<Line[]> => {
  const [[field, start]] = Object.entries(followed) as [[string, string]];
  const first = await find([start]);
  const own = first.filter((line) => line[field] === start);
  const isClick = field === 'correlationId';
  const ids = isClick ? unique(own.flatMap(idsIn)) : [start];
  const correlations = isClick ? [start] : unique(own.map(({ correlationId }) => correlationId));
  const texts = [...ids, ...correlations];
  const found = texts.length > 1 ? await find(texts) : first;
  const belongs = (line: Line): boolean => {
    if (!isClick && line[field] !== undefined) return line[field] === start;
    if (idsIn(line).some((id) => ids.includes(id))) return true;
    const { correlationId = '', correlationIds = [] } = line;
    return [correlationId, ...correlationIds].some((id) => correlations.includes(id));
  };
  return found.filter(belongs).sort((one, other) => one.time.localeCompare(other.time));
};

const HIDDEN: string[] = [
  'level',
  'time',
  'service',
  'message',
  'messageId',
  'eventId',
  ...subjectFields,
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
