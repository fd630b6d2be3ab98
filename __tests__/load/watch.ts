import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

/** The shop at one moment: messages that wait in its queues or are at work, and the megabytes of its processes. */
export interface Look {
  /** Ms since the beginning. */
  at: number;
  waiting: number;
  /** Messages that were given up. */
  dead: number;
  megabytes: Record<string, number>;
}

const kinds: [kind: string, args: RegExp][] = [
  ['functions', /serverless/],
  ['PostgreSQL', /postgres/],
  ['bank', /bank\/bank\.ts/],
  ['queues, mailbox, front door', /infra\/local\/start\.ts/],
];

/** What the process and all below it hold, by what they are. PostgreSQL's shared memory counts in each of its processes. */
const memoryOf = async (root: number): Promise<Record<string, number>> => {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=,args=']);
  const rows = stdout.split('\n').flatMap((line) => {
    const [, pid, parent, kilobytes, args = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)/.exec(line) ?? [];
    return pid === undefined
      ? []
      : [{ pid: Number(pid), parent: Number(parent), kilobytes: Number(kilobytes), args }];
  });
  const ours = new Set([root]);
  for (let size = 0; size < ours.size;) {
    size = ours.size;
    for (const { pid, parent } of rows) if (ours.has(parent)) ours.add(pid);
  }
  const sums: Record<string, number> = {};
  for (const { pid, kilobytes, args } of rows) {
    const [kind] = kinds.find(([, pattern]) => pattern.test(args)) ?? ['other'];
    if (ours.has(pid)) sums[kind] = (sums[kind] ?? 0) + Math.round(kilobytes / 1024);
  }
  return sums;
};

/** Asks the queues of a local shop how much is in them. */
export const queuesAt = (port: number) => {
  const client = new SQSClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return async (): Promise<{ waiting: number; dead: number }> => {
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
    const counts = await Promise.all(
      QueueUrls.map(async (QueueUrl) => {
        const { Attributes = {} } = await client.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
        );
        const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = Attributes;
        return {
          isDead: QueueUrl.endsWith('-dlq'),
          count: Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible),
        };
      }),
    );
    const sum = (dead: boolean) =>
      counts.filter(({ isDead }) => isDead === dead).reduce((all, { count }) => all + count, 0);
    return { waiting: sum(false), dead: sum(true) };
  };
};

const EACH_MS = 1000;

/** Looks at a shop once a second until it is told to stop; then gives what it saw. */
export const watch = (pid: number, look: ReturnType<typeof queuesAt>, since: number) => {
  const looks: Look[] = [];
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      const at = performance.now() - since;
      const [queues, megabytes] = await Promise.all([look(), memoryOf(pid)]);
      looks.push({ at, ...queues, megabytes });
      await setTimeout(EACH_MS);
    }
  })();
  return async (): Promise<Look[]> => {
    stopped = true;
    await watching;
    return looks;
  };
};
