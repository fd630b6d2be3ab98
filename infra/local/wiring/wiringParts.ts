import type { Mapping } from '../messaging/lambdaPoller.ts';
import type { RuleDefinition } from '../messaging/messaging.ts';
import type { QueueDefinition } from '../messaging/queues.ts';

type Fields = Record<string, unknown>;

/** A resource whose properties are resolved one by one, because many (roles, keys, tags) mean nothing locally. */
export interface ReadableResource {
  id: string;
  read(property: string): unknown;
  /** The elements of a property that is a list of objects. */
  list(property: string): ReadableResource[];
}

/** Refuses a part of the service by throwing an Error that starts with where the part stands. */
export const refuse = (where: string, problem: string): never => {
  throw new Error(`${where}: ${problem}`);
};

const wholeNumber = (value: unknown, standard: number, where: string): number => {
  const number = Number(value ?? standard);
  return Number.isInteger(number) && number >= 0
    ? number
    : refuse(where, `must be a whole number, but is ${value}`);
};

const queueNameIn = (queueArn: unknown, queueNames: readonly string[], where: string): string => {
  const name = String(queueArn).split(':')[5] ?? '';
  const isKnown = String(queueArn).startsWith('arn:aws:sqs:') && queueNames.includes(name);
  return isKnown ? name : refuse(where, `${String(queueArn)} is not a queue of this service`);
};

/** The name of an AWS::SQS::Queue, its logical id when it has none. */
export const queueNameOf = ({ id, read }: ReadableResource) => String(read('QueueName') ?? id);

/** The definition of an AWS::SQS::Queue; throws for FIFO queues and unknown dead-letter queues. */
export const queueFrom = (resource: ReadableResource, queueNames: readonly string[]): QueueDefinition => {
  const { id, read } = resource;
  if (read('FifoQueue')) refuse(id, 'FIFO queues are not supported by the local cloud');
  const redrive = read('RedrivePolicy') as Fields | undefined;
  const where = `${id}.RedrivePolicy`;
  return {
    name: queueNameOf(resource),
    visibilityTimeout: wholeNumber(read('VisibilityTimeout'), 30, `${id}.VisibilityTimeout`),
    messageRetentionPeriod: wholeNumber(
      read('MessageRetentionPeriod'),
      345_600,
      `${id}.MessageRetentionPeriod`,
    ),
    redrivePolicy: redrive && {
      deadLetterQueueName: queueNameIn(redrive['deadLetterTargetArn'], queueNames, where),
      maxReceiveCount: wholeNumber(redrive['maxReceiveCount'], 10, `${where}.maxReceiveCount`),
    },
  };
};

const targetFrom = ({ id, read }: ReadableResource, queueNames: readonly string[]): string => {
  const change = ['Input', 'InputPath', 'InputTransformer'].find((key) => read(key) !== undefined);
  if (change) refuse(id, `${change} is not supported by the local cloud: consumers get the whole event`);
  return queueNameIn(read('Arn'), queueNames, id);
};

/** The definition of an AWS::Events::Rule; throws for schedules, targets that are no queue and changed inputs. */
export const ruleFrom = (
  { id, read, list }: ReadableResource,
  queueNames: readonly string[],
): RuleDefinition => {
  const pattern =
    read('EventPattern') ?? refuse(id, 'has no EventPattern (a schedule belongs to its function)');
  return {
    name: String(read('Name') ?? id),
    bus: String(read('EventBusName') ?? 'default').replace(/^arn:.*:event-bus\//, ''),
    pattern,
    queueNames: list('Targets').map((target) => targetFrom(target, queueNames)),
  };
};

/** The mapping of a function's `sqs` event, undefined when it is disabled; throws for filters and unknown queues. */
export const mappingFrom = (
  functionName: string,
  event: unknown,
  queueNames: readonly string[],
  where: string,
): Mapping | undefined => {
  const options = (typeof event === 'object' && event !== null ? event : { arn: event }) as Fields;
  if (options['enabled'] === false) return undefined;
  if (options['filterPatterns']) refuse(where, 'filterPatterns are not supported by the local cloud');
  const concurrency = options['maximumConcurrency'];
  return {
    functionName,
    queueName: queueNameIn(options['arn'], queueNames, where),
    batchSize: wholeNumber(options['batchSize'], 10, `${where}.batchSize`),
    maximumBatchingWindow: wholeNumber(options['maximumBatchingWindow'], 0, `${where}.maximumBatchingWindow`),
    maximumConcurrency:
      concurrency === undefined ? undefined : wholeNumber(concurrency, 2, `${where}.maximumConcurrency`),
    reportBatchItemFailures: options['functionResponseType'] === 'ReportBatchItemFailures',
  };
};
