import { describe, expect, it } from '@jest/globals';
import { resolveEnvironments, wiringOf, type Service } from '../../../infra/local/wiring/wiring.ts';

const place = { region: 'eu-north-1', stage: 'local' };

const webshop = (changes: { resources?: object; functions?: object } = {}): Service =>
  ({
    service: 'acme-webshop',
    provider: { environment: { EVENT_BUS: { Ref: 'EventBus' }, STAGE: 'local' } },
    resources: {
      Resources: {
        EventBus: {
          Type: 'AWS::Events::EventBus',
          Properties: { Name: { 'Fn::Sub': 'shop-${AWS::Region}' } },
        },
        StockQueue: {
          Type: 'AWS::SQS::Queue',
          Properties: {
            QueueName: { 'Fn::Join': ['-', [{ Ref: 'AWS::StackName' }, 'stock']] },
            VisibilityTimeout: 60,
            KmsMasterKeyId: { Ref: 'SomeKey' },
            RedrivePolicy: {
              deadLetterTargetArn: { 'Fn::GetAtt': ['StockDeadLetters', 'Arn'] },
              maxReceiveCount: 3,
            },
          },
        },
        StockDeadLetters: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } },
        StockRule: {
          Type: 'AWS::Events::Rule',
          Properties: {
            EventBusName: { Ref: 'EventBus' },
            EventPattern: { 'detail-type': ['OrderPlaced'] },
            Targets: [
              {
                Id: 'stock',
                Arn: { 'Fn::GetAtt': ['StockQueue', 'Arn'] },
                RoleArn: { 'Fn::GetAtt': 'Role.Arn' },
              },
            ],
          },
        },
        SleepingRule: { Type: 'AWS::Events::Rule', Properties: { State: 'DISABLED' } },
        Site: { Type: 'AWS::S3::Bucket' },
        ...changes.resources,
      },
    },
    functions: {
      stock: {
        name: 'acme-webshop-local-stock',
        environment: {
          DATABASE: { Ref: 'DatabaseLambdaFunction' },
          QUEUE_ARN: { 'Fn::GetAtt': 'StockQueue.Arn' },
        },
        events: [
          { http: 'POST /stock' },
          {
            sqs: {
              arn: { 'Fn::GetAtt': ['StockQueue', 'Arn'] },
              batchSize: 5,
              maximumConcurrency: 4,
              functionResponseType: 'ReportBatchItemFailures',
            },
          },
        ],
      },
      database: { name: 'acme-webshop-local-database' },
      ...changes.functions,
    },
  }) as Service;

describe('the local cloud is wired by the serverless.yml that is deployed', () => {
  const wiring = wiringOf(webshop(), place);

  it('knows the default bus and the declared ones by their names', () => {
    expect(wiring.buses).toEqual(['default', 'shop-eu-north-1']);
  });

  it('sends what a rule matches to the queues of its targets, and leaves disabled rules out', () => {
    expect(wiring.rules).toEqual([
      {
        name: 'StockRule',
        bus: 'shop-eu-north-1',
        pattern: { 'detail-type': ['OrderPlaced'] },
        queueNames: ['acme-webshop-local-stock'],
      },
    ]);
  });

  it('gives queues their times and their dead-letter queue, with the defaults of AWS', () => {
    expect(wiring.queues).toEqual([
      {
        name: 'acme-webshop-local-stock',
        visibilityTimeout: 60,
        messageRetentionPeriod: 345_600,
        redrivePolicy: { deadLetterQueueName: 'StockDeadLetters', maxReceiveCount: 3 },
      },
      {
        name: 'StockDeadLetters',
        visibilityTimeout: 30,
        messageRetentionPeriod: 1_209_600,
        redrivePolicy: undefined,
      },
    ]);
  });

  it('feeds a function from the queue that its sqs event names', () => {
    expect(wiring.mappings).toEqual([
      {
        functionName: 'acme-webshop-local-stock',
        queueName: 'acme-webshop-local-stock',
        batchSize: 5,
        maximumBatchingWindow: 0,
        maximumConcurrency: 4,
        reportBatchItemFailures: true,
      },
    ]);
  });

  it('travels between processes as plain data', () => {
    expect(JSON.parse(JSON.stringify(wiring))).toMatchObject({ region: 'eu-north-1', rules: wiring.rules });
  });
});

it('gives functions their environment with names and ARNs instead of references', () => {
  const service = webshop();
  resolveEnvironments(service, place);
  expect(service.provider.environment).toEqual({ EVENT_BUS: 'shop-eu-north-1', STAGE: 'local' });
  expect(service.functions?.['stock']?.environment).toEqual({
    DATABASE: 'acme-webshop-local-database',
    QUEUE_ARN: 'arn:aws:sqs:eu-north-1:000000000000:acme-webshop-local-stock',
  });
});

describe('what the local cloud would not deliver is refused by name', () => {
  const stockQueue = { 'Fn::GetAtt': ['StockQueue', 'Arn'] };
  const rule = (properties: object) => ({ Bad: { Type: 'AWS::Events::Rule', Properties: properties } });
  const target = (properties: object) => rule({ EventPattern: { source: ['x'] }, Targets: [properties] });
  const consumer = (event: object) => ({ bad: { name: 'bad', events: [event] } });

  it.each([
    [
      'a reference to nothing',
      { resources: target({ Arn: { 'Fn::GetAtt': ['Nowhere', 'Arn'] } }) },
      /Bad\.Targets\[0\]\.Arn: there is no resource "Nowhere"/,
    ],
    [
      'a target that is no queue',
      { resources: target({ Arn: { 'Fn::GetAtt': ['StockLambdaFunction', 'Arn'] } }) },
      /Bad\.Targets\[0\]: .*function:.* is not a queue/,
    ],
    [
      'a changed input',
      { resources: target({ Arn: stockQueue, InputPath: '$.detail' }) },
      /Bad\.Targets\[0\]: InputPath is not supported/,
    ],
    [
      'a rule without a pattern',
      { resources: rule({ ScheduleExpression: 'rate(1 minute)' }) },
      /Bad: has no EventPattern/,
    ],
    [
      'a FIFO queue',
      { resources: { Bad: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } } } },
      /Bad: FIFO/,
    ],
    [
      'a resource of an unknown kind',
      { functions: consumer({ sqs: { arn: { Ref: 'Site' } } }) },
      /functions\.bad\.events\.sqs\.arn: the local cloud has no AWS::S3::Bucket/,
    ],
    [
      'an unknown intrinsic function',
      { functions: consumer({ sqs: { arn: { 'Fn::ImportValue': 'x' } } }) },
      /Fn::ImportValue is not supported/,
    ],
    [
      'filters of a mapping',
      { functions: consumer({ sqs: { arn: stockQueue, filterPatterns: [{}] } }) },
      /filterPatterns/,
    ],
    [
      'an event source that is not a queue',
      { functions: consumer({ eventBridge: {} }) },
      /functions\.bad\.events\.eventBridge: .* only through SQS/,
    ],
  ])('%s', (_, changes, message) => {
    expect(() => wiringOf(webshop(changes), place)).toThrow(message);
  });
});
