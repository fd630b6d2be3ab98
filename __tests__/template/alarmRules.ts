import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { complaints, functionsIn, idOf, ofType, type Resource, type Template } from './packaged.ts';

const MINUTES = 60;

/** An alarm that rings as soon as one period reaches the threshold, and says when it is over. */
const alarm = (
  Namespace: string,
  MetricName: string,
  Statistic: string,
  Threshold: number,
  dimensions: Record<string, unknown>,
  { Period = 5 * MINUTES, ComparisonOperator = 'GreaterThanOrEqualToThreshold' } = {},
): Partial<Resource> => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    Namespace,
    MetricName,
    Statistic,
    Threshold,
    Period,
    ComparisonOperator,
    EvaluationPeriods: 1,
    DatapointsToAlarm: undefined,
    TreatMissingData: 'notBreaching',
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    AlarmActions: [{ Ref: 'AlarmTopic' }],
    OKActions: [{ Ref: 'AlarmTopic' }],
  },
});

/** An alarm that computes one number from the sums of some metrics and has no metric of its own. */
const computedAlarm = (
  expression: string,
  metrics: [id: string, namespace: string, name: string, dimensions: Record<string, unknown>][],
  { Period = 5 * MINUTES, Threshold = 1, ComparisonOperator = 'GreaterThanOrEqualToThreshold' } = {},
): Partial<Resource> => {
  const { Properties } = alarm('', '', '', Threshold, {}, { ComparisonOperator }) as Resource;
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      ...Properties,
      ...{ Namespace: undefined, MetricName: undefined, Statistic: undefined, Period: undefined },
      Dimensions: undefined,
      Metrics: [
        { Expression: expression, ReturnData: true },
        ...metrics.map(([Id, Namespace, MetricName, dimensions]) => ({
          Id,
          MetricStat: {
            Metric: {
              Namespace,
              MetricName,
              Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
            },
            Stat: 'Sum',
            Period,
          },
          ReturnData: false,
        })),
      ],
    },
  };
};

/** The bus's alarms, for ten rules each: CloudWatch takes no more into one. */
const ofRules = (stage: string) => {
  const consumers = Object.keys(subscriptions);
  const groups = Array.from({ length: Math.ceil(consumers.length / 10) }, (_, index) =>
    consumers.slice(10 * index, 10 * (index + 1)),
  );
  const of = (group: string[], metric: string) =>
    computedAlarm(
      'SUM(METRICS())',
      group.map((consumer, index) => [
        `rule${index}`,
        'AWS/Events',
        metric,
        { EventBusName: { Ref: 'EventBus' }, RuleName: `acme-webshop-${stage}-${consumer}` },
      ]),
    );
  return Object.fromEntries(
    groups.flatMap((group, index) => [
      [`DeliveriesFailed${index + 1}Alarm`, of(group, 'FailedInvocations')],
      [`DeliveriesLost${index + 1}Alarm`, of(group, 'InvocationsFailedToBeSentToDlq')],
    ]),
  );
};

const ofConsumer = (consumer: string) => {
  const id = idOf(consumer);
  const named = (queue: string) => ({ QueueName: { 'Fn::GetAtt': [queue, 'QueueName'] } });
  return {
    [`${id}DeadLetterAlarm`]: alarm(
      'AWS/SQS',
      'ApproximateNumberOfMessagesVisible',
      'Maximum',
      1,
      named(`${id}DeadLetterQueue`),
      { Period: MINUTES },
    ),
    [`${id}QueueAgeAlarm`]: alarm(
      'AWS/SQS',
      'ApproximateAgeOfOldestMessage',
      'Maximum',
      900,
      named(`${id}Queue`),
    ),
  };
};

const ofFunction = (name: string) => {
  const dimensions = { FunctionName: { Ref: `${idOf(name)}LambdaFunction` } };
  return {
    [`${idOf(name)}ErrorsAlarm`]: alarm('AWS/Lambda', 'Errors', 'Sum', 1, dimensions),
    [`${idOf(name)}ThrottlesAlarm`]: alarm('AWS/Lambda', 'Throttles', 'Sum', 1, dimensions),
  };
};

const ofShop = (stage: string) => ({
  ApiErrorsAlarm: alarm('AWS/ApiGateway', '5XXError', 'Sum', 5, {
    ApiName: `${stage}-acme-webshop`,
    Stage: stage,
  }),
  OutboxAgeAlarm: alarm('AcmeWebshop', 'OutboxAge', 'Maximum', 600, { Stage: stage }),
  OrdersStuckAlarm: alarm(
    'AcmeWebshop',
    'OrdersStuck',
    'Minimum',
    1,
    { Stage: stage },
    { Period: 15 * MINUTES },
  ),
  PaymentsInDoubtAlarm: alarm('AcmeWebshop', 'PaymentsInDoubt', 'Sum', 1, { Stage: stage }),
  PaymentsWrongAlarm: alarm('AcmeWebshop', 'PaymentsWrong', 'Sum', 1, { Stage: stage }),
  UnreconciledAlarm: alarm(
    'AcmeWebshop',
    'Unreconciled',
    'Maximum',
    1,
    { Stage: stage },
    { Period: 15 * MINUTES },
  ),
  OrdersDriftAlarm: computedAlarm(
    'created - SUM([placed, turnedAway, 0 * created]) - created / 50',
    [
      ['created', 'AcmeWebshop', 'OrdersCreated', { Stage: stage }],
      ['placed', 'AcmeWebshop', 'OrdersPlaced', { Stage: stage }],
      ['turnedAway', 'AcmeWebshop', 'OrdersTurnedAway', { Stage: stage }],
    ],
    { Period: 60 * MINUTES, Threshold: 2, ComparisonOperator: 'GreaterThanThreshold' },
  ),
  MailsUndeliverableAlarm: alarm('AcmeWebshop', 'MailsUndeliverable', 'Sum', 10, { Stage: stage }),
  MailsCappedAlarm: alarm('AcmeWebshop', 'MailsCapped', 'Sum', 1, { Stage: stage }),
  FreeSlotsAlarm: alarm(
    'AcmeWebshop',
    'FreeSlots',
    'Minimum',
    150,
    { Stage: stage },
    { Period: 15 * MINUTES, ComparisonOperator: 'LessThanThreshold' },
  ),
});

/** Whatever can go wrong with a consumer, a function or the shop rings an alarm that the topic passes on. */
export const alarmFaults = (template: Template, stage: string): string[] => {
  const expected: Record<string, Partial<Resource>> = Object.assign(
    { AlarmTopic: { Type: 'AWS::SNS::Topic' } },
    ...Object.keys(subscriptions).map(ofConsumer),
    ...functionsIn(template).map(ofFunction),
    ofRules(stage),
    ofShop(stage),
  );
  const unknown = ofType(template, 'AWS::CloudWatch::Alarm').filter(([id]) => expected[id] === undefined);
  return [...complaints(template, expected), ...unknown.map(([id]) => `nobody asked for ${id}`)];
};
