import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { FunctionOrders } from '../control/functionFaults.ts';
import type { ChildOutput } from './childOutput.ts';
import type { Wiring } from '../messaging/messaging.ts';
import { signal } from './processes.ts';
import { HOST } from '../../localPlaces.ts';

/** The running emulator of API Gateway and Lambda. */
export interface Gateway {
  pid: number;
  /** Resolves with the service's wiring when functions can be called; rejects when it ends before. */
  ready: Promise<Wiring>;
  /** Resolves with the reason when it has ended, wanted or not. */
  ended: Promise<string>;
  /** Tells the functions what goes wrong with them; gives what is left of it. */
  faults(orders?: FunctionOrders): Promise<FunctionOrders>;
  stop(): Promise<void>;
  kill(): void;
}

const STAGE = 'local';
const REGION = 'us-east-1';
const PATIENCE_MS = 5000;

/** The name under which Lambda knows one of the service's functions. */
export const functionName = (name: string): string => `acme-webshop-${STAGE}-${name}`;

const preload = (file: string): string[] => [
  '--import',
  pathToFileURL(resolve('infra/local/shop', file)).href,
];

const words = (httpPort: number, lambdaPort: number): string[] => [
  ...['offline', 'start', '--stage', STAGE, '--region', REGION, '--host', HOST],
  ...['--httpPort', `${httpPort}`, '--lambdaPort', `${lambdaPort}`],
  ...['--noPrependStageInUrl', '--noSponsor'],
];

/** Nothing of a real AWS account may reach the handlers, whatever the developer's shell holds. */
const withoutAws = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  // Any value of the second, even 0, makes osls paint a spinner for ever.
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(AWS_|SLS_INTERACTIVE_SETUP_ENABLE$)/.test(name)),
  );

const environment = (env: Record<string, string>): NodeJS.ProcessEnv => ({
  ...withoutAws(process.env),
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_EC2_METADATA_DISABLED: 'true',
  SLS_TELEMETRY_DISABLED: '1',
  SLS_NOTIFICATIONS_MODE: 'off',
  SLS_DEPRECATION_DISABLE: '*',
  // Below it, the emulator writes three lines for every request.
  SLS_LOG_LEVEL: process.env['SLS_LOG_LEVEL'] ?? 'warning',
  NO_COLOR: '1',
  ...env,
});

const whenReady = (child: ChildProcess, ended: Promise<string>): Promise<Wiring> =>
  new Promise((done, failed) => {
    let wiring: Wiring | undefined;
    let isReady = false;
    child.on('message', (message: { type?: string; wiring?: Wiring }) => {
      if (message.type === 'wiring') wiring = message.wiring;
      if (message.type === 'ready') isReady = true;
      if (isReady && wiring !== undefined) done(wiring);
    });
    void ended.then((reason) => failed(new Error(reason)));
  });

const whenEnded = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(`serverless offline did not start: ${error.message}`));
    child.once('exit', (code, name) => resolve(`serverless offline has ended (${name ?? `code ${code}`})`));
  });

const tellFaults = async (child: ChildProcess, faults?: FunctionOrders): Promise<FunctionOrders> => {
  child.send({ type: 'faults', faults });
  for (;;) {
    const [answer] = (await once(child, 'message')) as [
      { type?: string; problem?: string; left: FunctionOrders },
    ];
    if (answer.type !== 'faults') continue;
    if (answer.problem !== undefined) throw new Error(answer.problem);
    return answer.left;
  }
};

/**
 * Starts `serverless offline` with the service's own serverless.yml as a child process of its own group:
 * Ctrl-C in the terminal reaches only us, and we decide in which order things stop.
 */
export const startGateway = (options: {
  httpPort: number;
  lambdaPort: number;
  env: Record<string, string>;
  output: ChildOutput;
}): Gateway => {
  const child = fork(
    resolve('node_modules/serverless/bin/serverless.js'),
    words(options.httpPort, options.lambdaPort),
    {
      execArgv: preload('endWithParent.js'),
      env: environment(options.env),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    },
  );
  for (const stream of [child.stdout, child.stderr]) if (stream) options.output.sort(stream);
  const ended = whenEnded(child);
  const ready = whenReady(child, ended);
  ready.catch(() => undefined);
  const pid = child.pid ?? 0;
  const kill = (): void => (pid > 0 ? signal(pid, 'SIGKILL') : undefined);
  const stop = async (): Promise<void> => {
    if (pid === 0 || child.exitCode !== null || child.signalCode !== null) return;
    signal(pid, 'SIGTERM');
    const timer = new AbortController();
    void wait(PATIENCE_MS, undefined, { signal: timer.signal }).then(kill, () => undefined);
    await ended;
    timer.abort();
  };
  const faults = (orders?: FunctionOrders) => tellFaults(child, orders);
  return { pid, ready, ended, faults, stop, kill };
};
