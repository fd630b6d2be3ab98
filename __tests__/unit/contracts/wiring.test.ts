import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { compileEventPattern } from '../../../infra/local/messaging/eventPattern.ts';
import { type EventName, events } from '../../../src/contracts/events.ts';
import { type Subscription, subscriptions } from '../../../src/contracts/subscriptions.ts';

interface Resource {
  Type: string;
  Properties: Record<string, never>;
}

interface Service {
  functions: Record<string, { handler: string; timeout?: number; events: Record<string, never>[] }>;
  resources: { Resources: Record<string, Resource> };
  provider: { timeout: number };
}

const serviceOf = (stage: string): Service => {
  const printed = execFileSync(
    'node_modules/.bin/serverless',
    ['print', '--stage', stage, '--format', 'json'],
    {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${process.cwd()}/node_modules/.bin:${process.env['PATH']}` },
    },
  );
  const { resources, functions, ...service } = JSON.parse(printed.slice(printed.indexOf('{'))) as Service & {
    resources: Service['resources'] | Service['resources'][];
  };
  const all = [resources].flat().map((part) => part.Resources);
  return {
    ...service,
    functions,
    resources: { Resources: Object.assign({}, ...all) as Record<string, Resource> },
  };
};

const service = serviceOf('prod');
const { Resources } = service.resources;
const wanted: Record<string, Subscription> = subscriptions;
const consumers = Object.keys(wanted);
const eventNames = Object.keys(events) as EventName[];

const eventsOf = (name: string, type: string): Record<string, never>[] =>
  service.functions[name]!.events.flatMap((event) => (event[type] ? [event[type]] : []));

const idOf = (consumer: string) => consumer[0]!.toUpperCase() + consumer.slice(1);

const propertiesOf = (id: string): Record<string, never> => Resources[id]!.Properties;

describe('Who consumes what', () => {
  test.each(consumers)('%s receives exactly the events that it subscribed to', (consumer) => {
    const matches = compileEventPattern(propertiesOf(`${idOf(consumer)}Rule`)['EventPattern']);
    const sampleOf = (name: EventName) => ({
      source: events[name].source,
      'detail-type': name,
      detail: { testId: 1 },
    });
    expect(eventNames.filter((name) => matches(sampleOf(name)))).toEqual(
      eventNames.filter((name) => wanted[consumer]!.events.includes(name)),
    );
    expect(matches({ ...sampleOf('OrderCreated'), source: 'somebody.else' })).toBe(false);
  });

  test('only test orders reach the automatic booking', () => {
    const matches = compileEventPattern(propertiesOf('BookDeliveryRule')['EventPattern']);
    const deliverable = { source: 'acmecorp.order', 'detail-type': 'OrderDeliverable' };
    expect(matches({ ...deliverable, detail: { testId: 0 } })).toBe(false);
    expect(matches({ ...deliverable, detail: { testId: 7 } })).toBe(true);
  });

  test.each(eventNames)('%s is announced by the service that contracts name as its source', (name) => {
    const service = events[name].source.split('.')[1]!;
    const announces = (file: string) =>
      new RegExp(file.endsWith('.sql') ? `'${name}'` : `eventOf\\(\\s*'${name}'|'${name}' as type`).test(
        readFileSync(file, 'utf8'),
      );
    expect(globSync(`src/${service}/**/*.{ts,sql}`).filter(announces)).not.toEqual([]);
  });

  test('every event has a consumer, and every queue that a function reads is a consumer’s', () => {
    expect(new Set(Object.values(wanted).flatMap(({ events: names }) => names))).toEqual(new Set(eventNames));
    const reading = Object.keys(service.functions).filter((name) => eventsOf(name, 'sqs').length > 0);
    expect(reading.sort()).toEqual([...consumers].sort());
  });

  test.each(consumers)('%s reads its own queue in batches and reports each failure alone', (consumer) => {
    expect(eventsOf(consumer, 'sqs')).toEqual([
      {
        arn: { 'Fn::GetAtt': [`${idOf(consumer)}Queue`, 'Arn'] },
        batchSize: 10,
        functionResponseType: 'ReportBatchItemFailures',
        maximumConcurrency: expect.any(Number) as number,
      },
    ]);
  });

  test.each(consumers)(
    'what %s can’t handle ends in its dead-letter queue, and only its rule may send to either',
    (consumer) => {
      const [queue, deadLetters, rule] = ['Queue', 'DeadLetterQueue', 'Rule'].map(
        (kind) => `${idOf(consumer)}${kind}`,
      ) as [string, string, string];
      const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
      expect(propertiesOf(queue)).toMatchObject({
        RedrivePolicy: { deadLetterTargetArn: arn(deadLetters), maxReceiveCount: 100 },
      });
      expect(propertiesOf(rule)['Targets']).toEqual([
        { Id: consumer, Arn: arn(queue), DeadLetterConfig: { Arn: arn(deadLetters) } },
      ]);
      const { Queues, PolicyDocument } = propertiesOf(`${queue}Policy`) as unknown as {
        Queues: unknown;
        PolicyDocument: { Statement: unknown[] };
      };
      expect(Queues).toEqual([{ Ref: queue }, { Ref: deadLetters }]);
      expect(PolicyDocument.Statement).toEqual(
        [queue, deadLetters].map((id) => ({
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: arn(id),
          Condition: { ArnEquals: { 'aws:SourceArn': arn(rule) } },
        })),
      );
    },
  );

  test.each(consumers)('%s has ended before its message is offered to another', (consumer) => {
    const timeout = service.functions[consumer]!.timeout ?? service.provider.timeout;
    expect(Number(propertiesOf(`${idOf(consumer)}Queue`)['VisibilityTimeout'])).toBeGreaterThanOrEqual(
      6 * timeout,
    );
  });
});

describe('Who may call what', () => {
  test('the public routes are those that customers need, all others need IAM', () => {
    const routes = Object.keys(service.functions).flatMap((name) => eventsOf(name, 'http'));
    const open = routes.filter(({ authorizer }) => authorizer !== 'aws_iam');
    expect(open.map(({ method, path }) => `${String(method)} ${String(path)}`).sort()).toEqual([
      'get /deliveryTimes',
      'get /graphql',
      'get /orders/{orderId}',
      'post /bookDelivery',
      'post /createOrder',
      'post /graphql',
    ]);
  });

  test('the gateway asks for the fields that the contract of each body requires', () => {
    const [createOrder] = eventsOf('createOrder', 'http') as unknown as [
      { request: { schemas: { 'application/json': { schema: { required: string[] } } } } },
    ];
    expect(createOrder.request.schemas['application/json'].schema).toEqual({
      $schema: 'http://json-schema.org/draft-04/schema#',
      title: 'CreateOrder',
      type: 'object',
      required: ['name', 'email', 'phone', 'street', 'city', 'customerType', 'market', 'totalPrice'],
      properties: expect.objectContaining({ name: {}, orgNumber: {}, lines: {} }),
    });
  });
});

describe('Every function', () => {
  test.each(Object.entries(service.functions))('%s has a file with a handler', async (name, { handler }) => {
    const file = handler.replace(/\.handler$/, '.ts');
    expect(file).toMatch(new RegExp(`/${name}\\.ts$`));
    expect(existsSync(file)).toBe(true);
    const module = (await import(`../../../${file}`)) as { handler?: unknown };
    expect(module.handler).toBeInstanceOf(Function);
  });
});

describe('The stages', () => {
  test('local and dev book test orders, obey the tags of fakes and tell their schema; no other stage does', () => {
    const settingsOf = (stage: string) => {
      const { functions, provider } = serviceOf(stage) as unknown as {
        functions: Record<string, { environment: Record<string, string> }>;
        provider: { environment: Record<string, string> };
      };
      const { BOOK_TEST_ORDERS } = functions['bookDelivery']!.environment;
      return [
        BOOK_TEST_ORDERS,
        provider.environment['FAKES_OBEY_TAGS'],
        functions['database']!.environment['INTROSPECTION'],
        functions['graph']!.environment['INTROSPECTION'],
      ];
    };
    expect(settingsOf('local')).toEqual(['true', 'true', 'true', 'true']);
    expect(settingsOf('dev')).toEqual(['true', 'true', 'true', 'true']);
    expect(settingsOf('staging')).toEqual(['false', 'false', 'false', 'false']);
    expect(settingsOf('prod')).toEqual(['false', 'false', 'false', 'false']);
  });
});
