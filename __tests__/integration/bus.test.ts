import { createServer, type Server } from 'node:http';
import { announce, eventOf } from '../../src/platform/eventBus.ts';
import { Outage } from '../../src/platform/outage.ts';
import { anOrderCreated } from '../given.ts';
import { freePorts } from '../freePorts.ts';

let bus: Server;
let answer: (body: object, status?: number) => void;
let isSilent = false;

beforeAll(async () => {
  const [port = 0] = await freePorts(1);
  Object.assign(process.env, {
    EVENT_BUS: 'bus',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_EVENTBRIDGE: `http://127.0.0.1:${port}`,
  });
  let [status, body] = [200, '{}'];
  answer = (given, code = 200) => void ([status, body] = [code, JSON.stringify(given)]);
  bus = createServer((request, response) => {
    request.resume();
    if (isSilent) return;
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
  });
  await new Promise<void>((listening) => bus.listen(port, '127.0.0.1', listening));
});
afterAll(() => {
  bus.closeAllConnections();
  return new Promise((closed) => bus.close(closed));
});

const announcing = () => announce(eventOf('OrderCreated', anOrderCreated()));

test('an event that the bus refuses, though it answers 200, is not announced', async () => {
  answer({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] });
  await expect(announcing()).rejects.toBeInstanceOf(Outage);
});

test('a bus that answers with an error may have taken the event at the try before', async () => {
  answer({ __type: 'ValidationException', message: 'no' }, 400);
  await expect(announcing()).rejects.toBeInstanceOf(Outage);
});

test('a bus that never answers is given up, and nobody claims to know whether it heard', async () => {
  isSilent = true;
  await expect(announcing()).rejects.toBeInstanceOf(Outage);
});
