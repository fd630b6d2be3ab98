import nodeCrypto from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { ROOT } from './functions.ts';
import { type LightSignal, lightTimeout } from './lightSignal.ts';
import { virtualDate } from './virtualDate.ts';
import { rememberingIntl } from './rememberingIntl.ts';

/** What an outside call may be given: how long to wait for its answer, and what breaks it off. */
export interface CallOptions {
  timeoutMs?: number | undefined;
  signal?: AbortSignal | LightSignal | undefined;
}

/** Why an outside call failed: a service's own error has a status, a broken connection a code. */
export interface CallError {
  name: string;
  message: string;
  status?: number;
  code?: string;
  [more: string]: unknown;
}

/** What came back from outside. */
export type CallAnswer = { value: unknown } | { error: CallError };

/** The only door from an instance to the world. */
export type Call = (
  service: string,
  operation: string,
  payload: unknown,
  options?: CallOptions,
) => Promise<CallAnswer>;

/** All that an instance knows of the world. */
export interface Outside {
  now(): number;
  random(): number;
  uuid(): string;
  call: Call;
  timer(ms: number, ring: () => void): unknown;
  clear(timer: unknown): void;
  write(line: string): void;
  environment: Record<string, string>;
}

/** What instances share, because it keeps no state: contracts, and what the stand-ins remember. */
export type Shared = Map<string, unknown>;

/** A function's bundle, ready to be evaluated as often as instances are needed. */
export type Evaluate = (...world: unknown[]) => void;

/** What a bundle exports. */
export interface Exports {
  handler(event: unknown, context: object): unknown;
}

const NAMES = [
  ...['require', 'module', 'exports', 'process', 'Date', 'Math', 'Intl', 'performance', 'crypto', 'console'],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'fetch', 'AbortSignal'],
  '__simulation',
];

/** Makes a bundle ready to be evaluated. */
export const compiled = (name: string, text: string): Evaluate =>
  new Script(`(function(${NAMES.join(',')}){${text}\n})`, {
    filename: `${name}.cjs`,
  }).runInThisContext() as Evaluate;

const nodeRequire = createRequire(join(ROOT, 'package.json'));

const notSimulated = (name: string) => () => {
  throw new Error(`${name} is not simulated`);
};

type Signal = AbortSignal | undefined;

const aborted = () => Object.assign(new Error('The operation was aborted'), { name: 'AbortError' });

// As node:timers/promises, of which the code uses the signal too.
const sleepOver =
  ({ timer, clear }: Outside) =>
  (ms: number, value?: unknown, { signal }: { signal?: Signal } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(aborted());
      const handle = timer(ms, () => resolve(value));
      signal?.addEventListener('abort', () => {
        clear(handle);
        reject(aborted());
      });
    });

const signalsOver = ({ timer }: Outside) => ({ timeout: (ms: number) => lightTimeout(timer, ms) });

const processOver = ({ environment, write, now }: Outside) => ({
  env: environment,
  version: process.version,
  versions: process.versions,
  platform: process.platform,
  arch: process.arch,
  argv: [],
  pid: 1,
  nextTick: process.nextTick,
  cwd: () => '/',
  emitWarning: () => undefined,
  on: () => undefined,
  once: () => undefined,
  off: () => undefined,
  hrtime: Object.assign(() => [Math.floor(now() / 1000), 0], {
    bigint: () => BigInt(Math.floor(now() * 1e6)),
  }),
  memoryUsage: process.memoryUsage,
  release: process.release,
  stdout: { write },
  stderr: { write },
  title: 'node',
});

const cryptoOver = ({ random, uuid }: Outside) => {
  const bytes = (count: number) =>
    Buffer.from(Array.from({ length: count }, () => Math.floor(random() * 256)));
  const replaced = { ...nodeCrypto, randomUUID: uuid, randomBytes: bytes };
  return { ...replaced, default: replaced };
};

const noFile = () => Promise.reject(Object.assign(new Error('ENOENT'), { code: 'ENOENT' }));

const requireOver = (outside: Outside, own: Record<string, unknown>, shared: Shared) => {
  const given: Record<string, () => unknown> = {
    'timers/promises': () => ({ setTimeout: sleepOver(outside) }),
    crypto: () => cryptoOver(outside),
    process: () => own['process'],
    'fs/promises': () => ({ readFile: noFile, access: noFile }),
  };
  return (name: string): unknown => {
    if (name.startsWith('shared:'))
      return (shared.get('contracts') as Record<string, unknown>)[name.slice('shared:'.length)];
    return (given[name.replace(/^node:/, '')] ?? (() => nodeRequire(name) as unknown))();
  };
};

/** One instance of a function: its bundle evaluated anew, with modules and an outside world of its own. */
export const instanceOf = (evaluate: Evaluate, outside: Outside, shared: Shared): Exports => {
  const { now, random, uuid, timer, clear, call } = outside;
  const own = { exports: {} as Exports };
  const its = processOver(outside);
  const silent = { ...console, log() {}, info() {}, warn() {}, error() {}, debug() {} };
  const world: Record<string, unknown> = {
    require: requireOver(outside, { process: its }, shared),
    module: own,
    exports: own.exports,
    process: its,
    Date: virtualDate(now),
    Math: Object.create(Math, { random: { value: random } }) as unknown,
    Intl: rememberingIntl(shared),
    performance: { now, timeOrigin: 0 },
    crypto: { randomUUID: uuid },
    console: silent,
    setTimeout: (ring: () => void, ms = 0) => timer(ms, ring),
    clearTimeout: clear,
    setInterval: notSimulated('setInterval'),
    clearInterval: clear,
    setImmediate: notSimulated('setImmediate'),
    fetch: notSimulated('fetch'),
    AbortSignal: signalsOver(outside),
    __simulation: { call, shared },
  };
  evaluate(...NAMES.map((name) => world[name]));
  return own.exports;
};
