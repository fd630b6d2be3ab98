import { events } from '../../src/contracts/events.ts';
import { type Subscription, subscriptions } from '../../src/contracts/subscriptions.ts';
import { arn, complaints, idOf, ofType, type Template } from './packaged.ts';

const FOURTEEN_DAYS = 1_209_600;

const partsOf = (consumer: string) => {
  const id = idOf(consumer);
  const { events: names, where }: Subscription = subscriptions[consumer as keyof typeof subscriptions];
  const [queue, deadLetters, rule] = [`${id}Queue`, `${id}DeadLetterQueue`, `${id}Rule`];
  const kept = { MessageRetentionPeriod: FOURTEEN_DAYS, SqsManagedSseEnabled: true };
  const mayBeSentTo = (each: string) => ({
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: arn(each),
    Condition: { ArnEquals: { 'aws:SourceArn': arn(rule) } },
  });
  return {
    [queue]: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        ...kept,
        RedrivePolicy: { deadLetterTargetArn: arn(deadLetters), maxReceiveCount: 100 },
        VisibilityTimeout: 180,
      },
    },
    [deadLetters]: { Type: 'AWS::SQS::Queue', Properties: kept },
    [rule]: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventBusName: { Ref: 'EventBus' },
        State: 'ENABLED',
        EventPattern: {
          source: [...new Set(names.map((name) => events[name].source))],
          'detail-type': names,
          detail: where,
        },
        Targets: [{ Id: consumer, Arn: arn(queue), DeadLetterConfig: { Arn: arn(deadLetters) } }],
      },
    },
    [`${queue}Policy`]: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: queue }, { Ref: deadLetters }],
        PolicyDocument: { Statement: [mayBeSentTo(queue), mayBeSentTo(deadLetters)] },
      },
    },
    [`${id}EventSourceMappingSQS${queue}`]: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: arn(queue),
        FunctionName: arn(`${id}LambdaFunction`),
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
  };
};

/** What runs by the clock, and how often on prod and elsewhere. */
const SCHEDULES = {
  relay: ['rate(1 minute)', 'rate(6 hours)'],
  watchdog: ['rate(5 minutes)', 'rate(6 hours)'],
  reconcile: ['rate(5 minutes)', 'rate(6 hours)'],
  // For the alarm free-slots.
  deliveryTimes: ['rate(5 minutes)', 'rate(6 hours)'],
};

const scheduleOf =
  (stage: string) =>
  ([name, [onProd, elsewhere]]: [string, string[]]) => ({
    [`${idOf(name)}EventsRuleSchedule1`]: {
      Type: 'AWS::Events::Rule',
      Properties: {
        ScheduleExpression: stage === 'prod' ? onProd : elsewhere,
        State: 'ENABLED',
        Targets: [{ Arn: arn(`${idOf(name)}LambdaFunction`) }],
      },
    },
  });

/** Without a limit a rush would let workers take all the room of the account; AWS takes no limit below 2. */
const unlimitedWorkers = (template: Template): string[] =>
  ofType(template, 'AWS::Lambda::EventSourceMapping')
    .filter(([, { Properties }]) => {
      const limit = (Properties['ScalingConfig'] as { MaximumConcurrency?: number } | undefined)
        ?.MaximumConcurrency;
      return limit === undefined || limit < 2;
    })
    .map(([id]) => `${id} has no limit`);

/**
 * Every consumer has its queue, dead-letter queue, rule, policy and worker, each tied to the others; the bus remembers,
 * and what runs by the clock has its schedule.
 */
export const messagingFaults = (template: Template, stage: string): string[] => [
  ...unlimitedWorkers(template),
  ...complaints(template, {
    EventBus: { Type: 'AWS::Events::EventBus' },
    EventArchive: {
      Type: 'AWS::Events::Archive',
      // Without a pattern it keeps every event.
      Properties: { SourceArn: arn('EventBus'), RetentionDays: 30, EventPattern: undefined },
    },
    ...Object.assign(
      {},
      ...Object.keys(subscriptions).map(partsOf),
      ...Object.entries(SCHEDULES).map(scheduleOf(stage)),
    ),
  }),
];
