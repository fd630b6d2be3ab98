import { Readable } from 'node:stream';
import type { CallAnswer, CallError } from '../instance.ts';
import type { LightSignal } from '../lightSignal.ts';
import { call } from './door.ts';

// Stands in for @smithy/node-http-handler: all else of the SDK stays, its serialisers, signer, retries and time-outs.

interface HttpRequest {
  hostname: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

interface Options {
  requestTimeout?: number;
}

type Given = Options | (() => Promise<Options | undefined>) | undefined;

const SERVICES: Record<string, string> = { 'rds-data': 'database', sqs: 'queues' };

const textOf = (body: HttpRequest['body'] = '') =>
  typeof body === 'string' ? body : Buffer.from(body).toString();

// Lambda's request is a path and a payload, the Data API's a path and JSON, that of all others a header and JSON.
const asked = (service: string, { path, headers, body }: HttpRequest): [string, unknown] => {
  const text = textOf(body);
  const [, name] = /functions\/([^/]+)\/invocations/.exec(path) ?? [];
  if (name !== undefined) return ['Invoke', { FunctionName: decodeURIComponent(name), Payload: text }];
  if (service === 'database') {
    const operation = path.slice(1);
    return [operation === 'Execute' ? 'ExecuteStatement' : operation, JSON.parse(text)];
  }
  return [headers['x-amz-target']!.split('.')[1]!, JSON.parse(text)];
};

const responseOf = (statusCode: number, body: string | Uint8Array, headers: Record<string, string> = {}) => ({
  response: {
    statusCode,
    headers: { 'content-type': 'application/json', ...headers },
    body: Object.assign(Readable.from([Buffer.from(body)]), { bytes: Buffer.from(body) }),
  },
});

const failed = ({ name, message, status }: CallError) =>
  responseOf(status!, JSON.stringify({ __type: name, message }), { 'x-amzn-errortype': name });

const answered = (operation: string, value: unknown) => {
  if (operation !== 'Invoke') return responseOf(200, JSON.stringify(value));
  const { Payload, FunctionError } = value as { Payload: Uint8Array; FunctionError?: string };
  return responseOf(
    200,
    Payload,
    FunctionError === undefined ? {} : { 'x-amz-function-error': FunctionError },
  );
};

const thrown = ({ name, message, code }: CallError) =>
  Object.assign(new Error(message), { name }, code !== undefined && { code });

/** The whole of a body. */
export const streamCollector = (stream: { bytes: Uint8Array }): Promise<Uint8Array> =>
  Promise.resolve(new Uint8Array(stream.bytes));

/** The SDK's way to the network. */
export class NodeHttpHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  private readonly given: Given;

  constructor(given?: Given) {
    this.given = given;
  }

  static create(given?: Given | NodeHttpHandler): NodeHttpHandler {
    return given instanceof NodeHttpHandler ? given : new NodeHttpHandler(given);
  }

  async handle(
    request: HttpRequest,
    {
      abortSignal,
      requestTimeout,
    }: { abortSignal?: AbortSignal | LightSignal; requestTimeout?: number } = {},
  ) {
    const options = typeof this.given === 'function' ? await this.given() : this.given;
    const host = request.hostname.split('.')[0]!;
    const service = SERVICES[host] ?? host;
    const [operation, payload] = asked(service, request);
    const answer: CallAnswer = await call(service, operation, payload, {
      timeoutMs: requestTimeout ?? options?.requestTimeout,
      signal: abortSignal,
    });
    if ('value' in answer) return answered(operation, answer.value);
    if (answer.error.status !== undefined) return failed(answer.error);
    throw thrown(answer.error);
  }

  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): object {
    return {};
  }

  destroy(): void {}
}
