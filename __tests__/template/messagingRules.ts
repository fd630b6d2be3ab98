import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { arn, complaints, idOf, type Template } from './packaged.ts';

const FOURTEEN_DAYS = 1_209_600;

/** How many workers of each consumer may run at once, so that ten messages each spare the database and SMTP. */
const CONCURRENCY: Record<string, number> = {
  placeOrder: 10,
  stock: 10,
  updateOrderStatus: 10,
  finance: 5,
  bookDelivery: 5,
  email: 2,
};

const partsOf = (consumer: string) => {
  const id = idOf(consumer);
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
        RedrivePolicy: { deadLetterTargetArn: arn(deadLetters), maxReceiveCount: 5 },
        VisibilityTimeout: 180,
      },
    },
    [deadLetters]: { Type: 'AWS::SQS::Queue', Properties: kept },
    [rule]: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventBusName: { Ref: 'EventBus' },
        State: 'ENABLED',
        EventPattern: { 'detail-type': subscriptions[consumer as keyof typeof subscriptions].events },
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
        ScalingConfig: { MaximumConcurrency: CONCURRENCY[consumer] },
      },
    },
  };
};

/** Every consumer has its queue, dead-letter queue, rule, policy and worker, each tied to the others; the bus remembers. */
export const messagingFaults = (template: Template): string[] =>
  complaints(template, {
    EventBus: { Type: 'AWS::Events::EventBus' },
    EventArchive: {
      Type: 'AWS::Events::Archive',
      Properties: { SourceArn: arn('EventBus'), RetentionDays: 30 },
    },
    ...Object.assign({}, ...Object.keys(subscriptions).map(partsOf)),
  });
