import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { eventPatternOf } from './eventPattern.ts';
import { arnOf, logicalId, PREFIX } from './names.ts';

const FOURTEEN_DAYS = 14 * 24 * 60 * 60;
const ARCHIVE_DAYS = 30;

const queue = (consumer, deadLetterQueue) => ({
  Type: 'AWS::SQS::Queue',
  Properties: {
    QueueName: `${PREFIX}-${consumer}`,
    VisibilityTimeout: `\${self:custom.queues.longerVisibility.${consumer}, self:custom.queues.visibilityTimeout}`,
    MessageRetentionPeriod: FOURTEEN_DAYS,
    SqsManagedSseEnabled: true,
    RedrivePolicy: {
      deadLetterTargetArn: arnOf(deadLetterQueue),
      maxReceiveCount: '${self:custom.queues.maxReceiveCount}',
    },
  },
});

const deadLetterQueue = (consumer) => ({
  Type: 'AWS::SQS::Queue',
  Properties: {
    QueueName: `${PREFIX}-${consumer}-dlq`,
    MessageRetentionPeriod: FOURTEEN_DAYS,
    SqsManagedSseEnabled: true,
  },
});

const rule = (consumer, subscription, queueId, deadLetterQueueId) => ({
  Type: 'AWS::Events::Rule',
  Properties: {
    Name: `${PREFIX}-${consumer}`,
    Description: `What ${consumer} consumes: ${subscription.events.join(', ')}`,
    EventBusName: { Ref: 'EventBus' },
    EventPattern: eventPatternOf(subscription),
    State: 'ENABLED',
    Targets: [{ Id: consumer, Arn: arnOf(queueId), DeadLetterConfig: { Arn: arnOf(deadLetterQueueId) } }],
  },
});

// Only this consumer's rule may put messages here.
const policy = (ruleId, ...queueIds) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: queueIds.map((queueId) => ({ Ref: queueId })),
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: queueIds.map((queueId) => ({
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: arnOf(queueId),
        Condition: { ArnEquals: { 'aws:SourceArn': arnOf(ruleId) } },
      })),
    },
  },
});

const resourcesFor = ([consumer, subscription]) => {
  const id = logicalId(consumer);
  const [ruleId, queueId, deadLetterQueueId] = [`${id}Rule`, `${id}Queue`, `${id}DeadLetterQueue`];
  return {
    [queueId]: queue(consumer, deadLetterQueueId),
    [deadLetterQueueId]: deadLetterQueue(consumer),
    [ruleId]: rule(consumer, subscription, queueId, deadLetterQueueId),
    [`${id}QueuePolicy`]: policy(ruleId, queueId, deadLetterQueueId),
  };
};

const bus = {
  EventBus: { Type: 'AWS::Events::EventBus', Properties: { Name: PREFIX } },
  EventArchive: {
    Type: 'AWS::Events::Archive',
    Properties: {
      ArchiveName: PREFIX,
      Description: 'The events of the last weeks, to be replayed',
      SourceArn: arnOf('EventBus'),
      RetentionDays: ARCHIVE_DAYS,
    },
  },
};

/**
 * The event bus with its archive, and for each consumer of src/contracts/subscriptions.ts its rule, queue,
 * dead-letter queue and policy.
 */
export const Resources = Object.assign(bus, ...Object.entries(subscriptions).map(resourcesFor));
