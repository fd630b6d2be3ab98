import { setTimeout } from 'node:timers/promises';
import type { CallError } from '../instance.ts';
import { call } from './door.ts';

// Stands in for the AWS SDK's clients: their commands, errors, retries and time-outs, as far as the project can notice them.

interface Configuration {
  maxAttempts?: number;
  requestHandler?: { requestTimeout?: number };
}

interface SendOptions {
  requestTimeout?: number;
  abortSignal?: AbortSignal;
}

class ServiceException extends Error {
  readonly $fault: 'client' | 'server';
  readonly $metadata: { httpStatusCode?: number | undefined };
  constructor({ name, message, status }: CallError) {
    super(message);
    this.name = name;
    this.$fault = (status ?? 500) >= 500 ? 'server' : 'client';
    this.$metadata = { httpStatusCode: status };
  }
}

export class RDSDataServiceException extends ServiceException {}
export class ResourceNotFoundException extends ServiceException {}
class EventBridgeServiceException extends ServiceException {}
class LambdaServiceException extends ServiceException {}
class SQSServiceException extends ServiceException {}

const THROTTLED = new Set(['ThrottlingException', 'TooManyRequestsException']);
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNREFUSED']);

const isTransient = ({ name, status, code }: CallError) =>
  name === 'TimeoutError' || THROTTLED.has(name) || BROKEN.has(code ?? '') || (status ?? 0) >= 500;

const LONGEST_PAUSE_MS = 20_000;

const abortError = () => Object.assign(new Error('Request aborted'), { name: 'AbortError' });

class Command {
  readonly input: unknown;
  constructor(input: unknown) {
    this.input = input;
  }
}

export class PutEventsCommand extends Command {}
export class StartReplayCommand extends Command {}
export class DescribeReplayCommand extends Command {}
export class InvokeCommand extends Command {}
export class ExecuteStatementCommand extends Command {}
export class BeginTransactionCommand extends Command {}
export class CommitTransactionCommand extends Command {}
export class RollbackTransactionCommand extends Command {}
export class ChangeMessageVisibilityCommand extends Command {}
export class SendMessageCommand extends Command {}
export class GetQueueAttributesCommand extends Command {}

const operationOf = ({ constructor }: Command) => constructor.name.replace(/^_?(\w+?)Command\d*$/, '$1');

class Client {
  private readonly configuration: Configuration;
  private readonly service: string;
  private readonly Exception: new (error: CallError) => Error;

  constructor(service: string, Exception: new (error: CallError) => Error, configuration: Configuration) {
    this.service = service;
    this.Exception = Exception;
    this.configuration = configuration;
  }

  private thrown(error: CallError): Error {
    if (error.name === 'ResourceNotFoundException') return new ResourceNotFoundException(error);
    if (error.status !== undefined) return new this.Exception(error);
    return Object.assign(new Error(error.message), { name: error.name }, error.code && { code: error.code });
  }

  /** As the SDK's standard retries: full jitter over 100 ms (500 ms when throttled), doubled each time. */
  async send(command: Command, { requestTimeout, abortSignal }: SendOptions = {}): Promise<unknown> {
    const { maxAttempts = 3, requestHandler = {} } = this.configuration;
    const timeoutMs = requestTimeout ?? requestHandler.requestTimeout;
    for (let attempt = 1; ; attempt++) {
      if (abortSignal?.aborted) throw abortError();
      const answer = await call(this.service, operationOf(command), command.input, {
        timeoutMs,
        signal: abortSignal,
      });
      if ('value' in answer) return { $metadata: { attempts: attempt }, ...(answer.value as object) };
      const { error } = answer;
      if (attempt >= maxAttempts || !isTransient(error)) throw this.thrown(error);
      const base = THROTTLED.has(error.name) ? 500 : 100;
      await setTimeout(Math.min(LONGEST_PAUSE_MS, Math.random() * base * 2 ** (attempt - 1)));
    }
  }
}

export class EventBridgeClient extends Client {
  constructor(configuration: Configuration = {}) {
    super('events', EventBridgeServiceException, configuration);
  }
}

export class LambdaClient extends Client {
  constructor(configuration: Configuration = {}) {
    super('lambda', LambdaServiceException, configuration);
  }
}

export class RDSDataClient extends Client {
  constructor(configuration: Configuration = {}) {
    super('database', RDSDataServiceException, configuration);
  }
}

export class SQSClient extends Client {
  constructor(configuration: Configuration = {}) {
    super('queues', SQSServiceException, configuration);
  }
}
