import {
  DescribeReplayCommand,
  EventBridgeClient,
  ListArchivesCommand,
  PutEventsCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { appendFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { openArchive } from '../../infra/local/messaging/archive.ts';
import { type EventBus, startEventBus } from '../../infra/local/messaging/events.ts';
import type { CompiledRule } from '../../infra/local/messaging/putEvents.ts';
import type { Delivery } from '../../infra/local/messaging/queues.ts';
import { emptyFolder } from './localGiven.ts';

const region = 'us-east-1';
const busArn = `arn:aws:events:${region}:000000000000:event-bus/shop`;
const archiveArn = `arn:aws:events:${region}:000000000000:archive/shop`;
const ruleArn = (name: string) => `arn:aws:events:${region}:000000000000:rule/shop/${name}`;

const rule = (name: string, ...types: string[]): CompiledRule => ({
  name,
  bus: 'shop',
  queueNames: [name],
  matches: (event) => types.includes((event as Record<string, string>)['detail-type']!),
});

let bus: EventBus;
let client: EventBridgeClient;
let sent: Delivery[];

beforeAll(async () => {
  const archive = openArchive(`${emptyFolder()}/archive.jsonl`, () => undefined);
  sent = [];
  bus = await startEventBus({
    port: 0,
    send: (all) => void sent.push(...all),
    archive,
    log: () => undefined,
  });
  bus.connect({
    region,
    buses: ['default', 'shop'],
    rules: [rule('stock', 'OrderPlaced'), rule('email', 'OrderPlaced', 'DeliveryBooked')],
  });
  client = new EventBridgeClient({
    region,
    endpoint: `http://127.0.0.1:${bus.port}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});

afterAll(() => bus.stop());

const put = (...types: string[]) =>
  client.send(
    new PutEventsCommand({
      Entries: types.map((DetailType) => ({
        EventBusName: 'shop',
        Source: 'test',
        DetailType,
        Detail: '{"name":"🌵","big":9007199254740993}',
      })),
    }),
  );

const replay = async (from: Date, to: Date, ...rules: string[]) => {
  sent = [];
  const ReplayName = `replay-${Math.random()}`;
  await client.send(
    new StartReplayCommand({
      ReplayName,
      EventSourceArn: archiveArn,
      EventStartTime: from,
      EventEndTime: to,
      Destination: { Arn: busArn, ...(rules.length > 0 && { FilterArns: rules.map(ruleArn) }) },
    }),
  );
  const { State } = await client.send(new DescribeReplayCommand({ ReplayName }));
  expect(State).toBe('COMPLETED');
  return sent.map(({ queueName, body }) => [queueName, JSON.parse(body)['detail-type'], body] as const);
};

test('The local EventBridge keeps what it accepted, and replays a time of it to the named rules', async () => {
  const start = new Date();
  await put('OrderPlaced', 'DeliveryBooked', 'NobodyListens');
  await setTimeout(20);
  const middle = new Date();
  await put('DeliveryBooked');
  const end = new Date(Date.now() + 1000);

  const { Archives = [] } = await client.send(new ListArchivesCommand({}));
  expect(Archives).toContainEqual(expect.objectContaining({ ArchiveName: 'shop', EventSourceArn: busArn }));
  const all = await replay(start, end);
  expect(all.map(([queue, type]) => `${queue} ${type}`)).toEqual([
    'stock OrderPlaced',
    'email OrderPlaced',
    'email DeliveryBooked',
    'email DeliveryBooked',
  ]);
  expect(all[0]![2]).toContain('"replay-name":"replay-');
  expect(all[0]![2]).toContain('"big":9007199254740993');
  expect(await replay(start, middle, 'stock')).toHaveLength(1);
  expect((await replay(middle, end)).map(([queue]) => queue)).toEqual(['email']);
  await expect(replay(start, end, 'nobody')).rejects.toThrow('rule that does not exist');
});

test('A kill in the middle of writing costs the local archive no event that it had kept, and none afterwards', async () => {
  const file = `${emptyFolder()}/archive.jsonl`;
  const said: string[] = [];
  const open = () => openArchive(file, (message) => said.push(message));
  const before = open();
  before.keep([{ bus: 'shop', body: '{"n":1}' }]);
  await before.close();
  appendFileSync(file, '{"at":1,"bus":"shop","bo');
  const after = open();
  after.keep([{ bus: 'shop', body: '{"n":2}' }]);
  const kept: string[] = [];
  for await (const { body } of after.between(0, Infinity)) kept.push(body);
  await after.close();
  expect(kept).toEqual(['{"n":1}', '{"n":2}']);
  expect(said).toEqual(['a line of the archive of events could not be read and is left out']);
});
