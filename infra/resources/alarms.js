import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { logicalId, PREFIX } from './names.ts';

const MINUTE = 60;

// An empty queue or an idle function has nothing to report, which is good news.
const alarm = (name, description, metric, limits) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: `${PREFIX}-${name}`,
    AlarmDescription: description,
    AlarmActions: [{ Ref: 'AlarmTopic' }],
    OKActions: [{ Ref: 'AlarmTopic' }],
    TreatMissingData: 'notBreaching',
    EvaluationPeriods: 1,
    ...metric,
    ...limits,
  },
});

const atLeast = (Threshold, more = {}) => ({
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  Threshold,
  Period: 5 * MINUTE,
  ...more,
});

const queueMetric = (queue, MetricName) => ({
  Namespace: 'AWS/SQS',
  MetricName,
  Statistic: 'Maximum',
  Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }],
});

const alarmsOfConsumer = (consumer) => {
  const id = logicalId(consumer);
  return {
    [`${id}DeadLetterAlarm`]: alarm(
      `${consumer}-dead-letters`,
      `${consumer} could not handle a message five times; it waits in the dead-letter queue`,
      queueMetric(`${id}DeadLetterQueue`, 'ApproximateNumberOfMessagesVisible'),
      atLeast(1, { Period: MINUTE }),
    ),
    [`${id}QueueAgeAlarm`]: alarm(
      `${consumer}-queue-age`,
      `A message has waited a quarter of an hour for ${consumer}`,
      queueMetric(`${id}Queue`, 'ApproximateAgeOfOldestMessage'),
      atLeast(15 * MINUTE),
    ),
  };
};

const functionMetric = (name, MetricName) => ({
  Namespace: 'AWS/Lambda',
  MetricName,
  Statistic: 'Sum',
  Dimensions: [{ Name: 'FunctionName', Value: { Ref: `${logicalId(name)}LambdaFunction` } }],
});

const alarmsOfFunction = (name) => ({
  [`${logicalId(name)}ErrorsAlarm`]: alarm(
    `${name}-errors`,
    `${name} failed without handling it, or ran out of time or memory`,
    functionMetric(name, 'Errors'),
    atLeast(1),
  ),
  [`${logicalId(name)}ThrottlesAlarm`]: alarm(
    `${name}-throttles`,
    `Lambda had no room for ${name}`,
    functionMetric(name, 'Throttles'),
    atLeast(1),
  ),
});

const gatewayMetric = {
  Namespace: 'AWS/ApiGateway',
  MetricName: '5XXError',
  Statistic: 'Sum',
  Dimensions: [
    { Name: 'ApiName', Value: '${sls:stage}-${self:service}' },
    { Name: 'Stage', Value: '${sls:stage}' },
  ],
};

// CloudWatch computes no more metrics for one alarm.
const METRICS_AN_ALARM = 10;

const computed = (expression, metrics) => ({
  Metrics: [
    { Id: 'result', Expression: expression, ReturnData: true },
    ...metrics.map(({ id, period, metric }) => ({
      Id: id,
      MetricStat: { Metric: metric, Stat: 'Sum', Period: period },
      ReturnData: false,
    })),
  ],
});

const ruleMetric = (MetricName) => (consumer, index) => ({
  id: `rule${index}`,
  period: 5 * MINUTE,
  metric: {
    Namespace: 'AWS/Events',
    MetricName,
    // Both, for a bus of our own. The name and no Ref, which would give "bus|rule".
    Dimensions: [
      { Name: 'EventBusName', Value: { Ref: 'EventBus' } },
      { Name: 'RuleName', Value: `${PREFIX}-${consumer}` },
    ],
  },
});

const atLeastOne = { ComparisonOperator: 'GreaterThanOrEqualToThreshold', Threshold: 1 };

// Between the bus and a queue nothing else watches. The rules share alarms: what to do does not depend on the rule.
const alarmsOfRules = (consumers, number) => ({
  [`DeliveriesFailed${number}Alarm`]: alarm(
    `deliveries-failed-${number}`,
    `The bus could not put an event on the queue of one of: ${consumers.join(', ')}`,
    computed('SUM(METRICS())', consumers.map(ruleMetric('FailedInvocations'))),
    atLeastOne,
  ),
  [`DeliveriesLost${number}Alarm`]: alarm(
    `deliveries-lost-${number}`,
    `The bus could put an event neither on the queue nor among the dead letters of one of: ${consumers.join(', ')}`,
    computed('SUM(METRICS())', consumers.map(ruleMetric('InvocationsFailedToBeSentToDlq'))),
    atLeastOne,
  ),
});

const groupsOf = (size, all) =>
  all.length === 0 ? [] : [all.slice(0, size), ...groupsOf(size, all.slice(size))];

const shopMetric = (MetricName, Statistic) => ({
  Namespace: 'AcmeWebshop',
  MetricName,
  Statistic,
  Dimensions: [{ Name: 'Stage', Value: '${sls:stage}' }],
});

const SLOTS_A_DAY = 3;

const counted = (id, name) => {
  const { Statistic: _, ...metric } = shopMetric(name, 'Sum');
  return { id, period: 60 * MINUTE, metric };
};

/*
 * Orders of an hour that were taken and are not stored. Two, and one in fifty, are allowed: an attempt that was sent again
 * counts as created twice, and some orders are under way when the hour ends. Only SUM takes a missing number for nothing.
 */
const drift = computed('created - SUM([placed, turnedAway, 0 * created]) - created / 50', [
  counted('created', 'OrdersCreated'),
  counted('placed', 'OrdersPlaced'),
  // Stored, and cancelled in the same moment.
  counted('turnedAway', 'OrdersTurnedAway'),
]);

const alarmsOfShop = (slotCapacity) => ({
  ApiErrorsAlarm: alarm(
    'api-5xx',
    'The API answered 5xx five times within five minutes',
    gatewayMetric,
    atLeast(5),
  ),
  OutboxAgeAlarm: alarm(
    'outbox-age',
    'An event was committed ten minutes ago and is not announced yet',
    shopMetric('OutboxAge', 'Maximum'),
    atLeast(10 * MINUTE),
  ),
  OrdersStuckAlarm: alarm(
    'orders-stuck',
    'Orders stay in a step for longer than its limit, although the watchdog announced their event again',
    // The smallest of a quarter of an hour: where the watchdog looks every five minutes it has then found some three times.
    shopMetric('OrdersStuck', 'Minimum'),
    atLeast(1, { Period: 15 * MINUTE }),
  ),
  PaymentsInDoubtAlarm: alarm(
    'payments-in-doubt',
    'A customer’s attempt ended in doubt: the bank or the bus did not answer',
    shopMetric('PaymentsInDoubt', 'Sum'),
    atLeast(1),
  ),
  PaymentsWrongAlarm: alarm(
    'payments-wrong',
    'What an order owes and what its payment says differ, and no rule of ours mends it',
    shopMetric('PaymentsWrong', 'Sum'),
    atLeast(1),
  ),
  UnreconciledAlarm: alarm(
    'unreconciled',
    'An order should be paid and is not, or money without an order could not go back',
    shopMetric('Unreconciled', 'Maximum'),
    atLeast(1, { Period: 15 * MINUTE }),
  ),
  OrdersDriftAlarm: alarm(
    'orders-drift',
    'Orders were taken within the last hour and are not stored',
    drift,
    {
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 2,
    },
  ),
  // One typing error is no alarm; a mail server that refuses everybody is.
  MailsUndeliverableAlarm: alarm(
    'mails-undeliverable',
    'The mail server refused ten recipients for good within five minutes',
    shopMetric('MailsUndeliverable', 'Sum'),
    atLeast(10),
  ),
  MailsCappedAlarm: alarm(
    'mails-capped',
    'An address was to get more mails within a day than MAILS_PER_DAY',
    shopMetric('MailsCapped', 'Sum'),
    atLeast(1),
  ),
  // Each market tells what it has left in all, so the smallest number is that of the emptiest market.
  FreeSlotsAlarm: alarm(
    'free-slots',
    'A market has fewer free places than one day has, for the coming two weeks',
    shopMetric('FreeSlots', 'Minimum'),
    {
      ComparisonOperator: 'LessThanThreshold',
      Threshold: SLOTS_A_DAY * Number(slotCapacity),
      Period: 15 * MINUTE,
    },
  ),
});

const topicWith = (email) => ({
  // The key that AWS manages for SNS would lock CloudWatch out; the stage's own lets it in.
  AlarmTopic: {
    Type: 'AWS::SNS::Topic',
    Properties: { TopicName: `${PREFIX}-alarms`, KmsMasterKeyId: { Ref: 'StageKey' } },
  },
  ...(email && {
    AlarmMail: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: 'AlarmTopic' }, Protocol: 'email', Endpoint: email },
    },
  }),
});

/** The alarms of each consumer, the rules, each function and the shop as a whole, and the topic that tells of them. */
export const Resources = async ({ resolveConfigurationProperty }) =>
  Object.assign(
    topicWith(await resolveConfigurationProperty(['custom', 'alarmEmail'])),
    ...Object.keys(subscriptions).map(alarmsOfConsumer),
    ...groupsOf(METRICS_AN_ALARM, Object.keys(subscriptions)).map((group, index) =>
      alarmsOfRules(group, index + 1),
    ),
    ...Object.keys(await resolveConfigurationProperty(['functions'])).map(alarmsOfFunction),
    alarmsOfShop(await resolveConfigurationProperty(['provider', 'environment', 'SLOT_CAPACITY'])),
  );
