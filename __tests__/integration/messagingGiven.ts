import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { SQSEvent } from 'aws-lambda';
import type { Wiring } from '../../infra/local/messaging/messaging.ts';
import type { Depth } from '../../infra/local/messaging/queues.ts';

/** Waits until the condition holds, and fails with its name after a minute. */
export const until = async (what: string, holds: () => boolean | Promise<boolean>) => {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((done) => setTimeout(done, 10));
  }
};

/** What a Lambda function of a test does with a batch: its answer, or an Error to fail with. */
export type Behaviour = (event: SQSEvent) => unknown;

/** A Lambda Invoke endpoint that plays serverless-offline, with functions that a test can replace. */
export const givenLambda = async (port = 0) => {
  const behaviours = new Map<string, Behaviour>();
  const batches: { functionName: string; event: SQSEvent }[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const event = JSON.parse(Buffer.concat(chunks).toString()) as SQSEvent;
    const functionName = request.url?.split('/')[3] ?? '';
    batches.push({ functionName, event });
    const answer = await behaviours.get(functionName)?.(event);
    if (answer instanceof Error) response.setHeader('X-Amz-Function-Error', 'Unhandled');
    response.end(
      answer instanceof Error ? JSON.stringify({ errorMessage: answer.message }) : JSON.stringify(answer),
    );
  };
  const server = createServer((request, response) => void serve(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const records = (functionName: string) =>
    batches.filter((batch) => batch.functionName === functionName).flatMap(({ event }) => event.Records);
  return {
    port: (server.address() as AddressInfo).port,
    behave: (functionName: string, behaviour: Behaviour) => void behaviours.set(functionName, behaviour),
    records,
    /** The `detail.n` of every message that the function got, in order of arrival. */
    numbers: (functionName: string) =>
      records(functionName).map(({ body }) => (JSON.parse(body) as { detail: { n: number } }).detail.n),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const answerOf = async (child: ChildProcess): Promise<unknown> => {
  const [answer] = (await once(child, 'message')) as [{ value?: unknown; error?: string }];
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.value;
};

/** The local EventBridge, SQS and pollers on free ports, in a process that a test may kill. */
export const givenMessaging = async (dataDirectory: string, lambdaPort: number) => {
  const script = resolve('__tests__/integration/messagingProcess.ts');
  const child = fork(script, [dataDirectory, String(lambdaPort)], {
    execPath: process.execPath,
    execArgv: [],
  });
  const ports = (await answerOf(child)) as { events: number; queues: number };
  const ask = (question: object) => {
    child.send(question);
    return answerOf(child);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    ports,
    connect: (wiring: Wiring) => ask({ ask: 'connect', wiring }),
    depths: async () => (await ask({ ask: 'depths' })) as Record<string, Depth>,
    stop: async () => {
      await ask({ ask: 'stop' });
      await end('SIGTERM');
    },
    kill: () => end('SIGKILL'),
  };
};
