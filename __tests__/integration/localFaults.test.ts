import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { join } from 'node:path';
import { type Controlled, startControl } from '../../infra/local/control/control.ts';
import { openDoor, Orders } from '../../infra/local/control/faults.ts';
import { openArchive } from '../../infra/local/messaging/archive.ts';
import { type EventBus, startEventBus } from '../../infra/local/messaging/events.ts';
import { freePorts } from '../freePorts.ts';
import { emptyFolder } from './localGiven.ts';

const doors = { events: openDoor(), queues: openDoor(), dataApi: openDoor() };
let delivered = 0;
let bus: EventBus;

beforeAll(async () => {
  const archive = openArchive(join(emptyFolder(), 'archive.jsonl'), () => undefined);
  const send = (deliveries: object[]) => void (delivered += deliveries.length);
  bus = await startEventBus({ port: 0, send, archive, log: () => undefined, door: doors.events });
  bus.connect({
    region: 'us-east-1',
    buses: ['shop'],
    rules: [{ name: 'all', bus: 'shop', matches: () => true, queueNames: ['stock'] }],
  });
});
afterAll(() => bus.stop());
afterEach(() => Object.values(doors).forEach((door) => door.tell(Orders.parse({}))));

const put = (maxAttempts = 1) =>
  new EventBridgeClient({
    endpoint: `http://127.0.0.1:${bus.port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts,
    requestHandler: { requestTimeout: 500, throwOnRequestTimeout: true },
  }).send(
    new PutEventsCommand({
      Entries: [{ EventBusName: 'shop', Source: 'acmecorp.order', DetailType: 'OrderPlaced', Detail: '{}' }],
    }),
  );

/** How many messages were delivered while something was done. */
const arrivedDuring = async (work: () => Promise<unknown>): Promise<number> => {
  const before = delivered;
  await work();
  return delivered - before;
};

describe('PutEvents', () => {
  const tell = (orders: object) => doors.events.tell(Orders.parse(orders));

  test.each([
    ['refuse', 'InternalException', 0],
    ['throttle', 'ThrottlingException', 0],
    ['lose', 'Error', 1],
  ])('told to %s answers %s', async (fault, name, arrived) => {
    tell({ next: [fault] });
    expect(await arrivedDuring(() => expect(put()).rejects.toMatchObject({ name }))).toBe(arrived);
  });

  test('can accept at the first try and refuse at the second: the client believes that it was refused', async () => {
    tell({ next: ['lose', 'refuse'] });
    const refused = () => expect(put(2)).rejects.toMatchObject({ name: 'InternalException' });
    expect(await arrivedDuring(refused)).toBe(1);
  });

  test('can do it only when its client no longer waits', async () => {
    tell({ next: ['dawdle'], dawdleMs: 700 });
    await expect(put()).rejects.toMatchObject({ name: 'TimeoutError' });
    expect((await put()).FailedEntryCount).toBe(0);
  });
});

describe('The control API', () => {
  const turned: string[] = [];
  const aMortal = (name: string) => ({
    is: () => 'up' as const,
    turn: async (to: string) => void turned.push(`${name} ${to}`),
  });
  const controlled: Controlled = {
    doors,
    functions: async (orders) => orders ?? { invoke: Orders.parse({}), functions: {} },
    mortals: { postgres: aMortal('postgres'), mail: aMortal('mail'), bank: aMortal('bank') },
  };
  let control: { stop(): Promise<void> };
  let url: string;

  beforeAll(async () => {
    const [port = 0] = await freePorts(1);
    control = await startControl(port, controlled);
    url = `http://127.0.0.1:${port}/`;
  });
  afterAll(() => control.stop());

  const ask = (body?: object, headers: Record<string, string> = { 'x-local-control': 'yes' }) =>
    fetch(url, { headers, ...(body && { method: 'PUT', body: JSON.stringify(body) }) });

  test('sets what goes wrong, and tells what is left of it', async () => {
    await ask({ events: { next: ['refuse', 'lose'] }, postgres: 'down' });
    await expect(put()).rejects.toThrow();
    expect(await (await ask()).json()).toMatchObject({ events: { next: ['lose'] }, postgres: 'up' });
    expect(turned).toEqual(['postgres down', 'mail up', 'bank up']);
    await ask({});
    expect((await put()).FailedEntryCount).toBe(0);
  });

  test('changes nothing for what it does not understand', async () => {
    await ask({ events: { next: ['refuse'] } });
    expect((await ask({ events: { next: ['explode'] } })).status).toBe(400);
    expect(doors.events.left().next).toEqual(['refuse']);
  });

  test('does not listen to a web page', async () => {
    expect((await ask({ events: { next: ['refuse'] } }, {})).status).toBe(403);
    expect(doors.events.left().next).toEqual([]);
  });
});
