import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { complaints, functionsIn, idOf, ofType, type Resource, type Template } from './packaged.ts';

const alarm = (
  namespace: string,
  MetricName: string,
  Statistic: string,
  Threshold: number,
  dimensions: Record<string, unknown>,
): Partial<Resource> => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    Namespace: namespace,
    MetricName,
    Statistic,
    Threshold,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    AlarmActions: [{ Ref: 'AlarmTopic' }],
  },
});

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
  OrdersStuckAlarm: alarm('AcmeWebshop', 'OrdersStuck', 'Minimum', 1, { Stage: stage }),
  PaymentsInDoubtAlarm: alarm('AcmeWebshop', 'PaymentsInDoubt', 'Sum', 1, { Stage: stage }),
  FreeSlotsAlarm: alarm('AcmeWebshop', 'FreeSlots', 'Minimum', 150, { Stage: stage }),
});

/** Whatever can go wrong with a consumer, a function or the shop rings an alarm that the topic passes on. */
export const alarmFaults = (template: Template, stage: string): string[] => {
  const expected: Record<string, Partial<Resource>> = Object.assign(
    { AlarmTopic: { Type: 'AWS::SNS::Topic' } },
    ...Object.keys(subscriptions).map(ofConsumer),
    ...functionsIn(template).map(ofFunction),
    ofShop(stage),
  );
  const unknown = ofType(template, 'AWS::CloudWatch::Alarm').filter(([id]) => expected[id] === undefined);
  return [...complaints(template, expected), ...unknown.map(([id]) => `nobody asked for ${id}`)];
};
