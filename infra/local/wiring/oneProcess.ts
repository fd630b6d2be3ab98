import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { behindDoor } from '../control/functionFaults.ts';
import type { Service } from './wiring.ts';

type Functions = Pick<Service, 'provider' | 'functions'>;

/** What of a service's functions is needed to load them. */
export type LoadableFunctions = Functions & { functions?: Record<string, { handler: string }> };

const environmentsOf = ({ provider, functions = {} }: Functions) =>
  Object.entries(functions).map(([key, { name, environment }]) => {
    const merged = Object.entries({ ...provider.environment, ...environment });
    return { key, name, settings: merged.map(([setting, value]) => [setting, String(value)] as const) };
  });

/**
 * Throws when two functions have different values of one setting: all run in one process, so that the second would
 * take the first one's.
 */
export const refuseDifferentSettings = (service: Functions): void => {
  const seen = new Map<string, { key: string; value: string }>();
  for (const { key, settings } of environmentsOf(service))
    for (const [setting, value] of settings) {
      const first = seen.get(setting) ?? { key, value };
      seen.set(setting, first);
      if (first.value !== value)
        throw new Error(
          `${setting} differs between ${first.key} and ${key}, and locally all functions run in one process: ` +
            'give it another name in one of them, or one value on the stage "local"',
        );
    }
};

/**
 * Loads all functions, one after the other and each in its own environment, for what they read at load is theirs alone
 * (the name that their log lines bear). Calls find them loaded, each behind a door at which tests can make it fail;
 * nobody waits for a cold start.
 */
export const loadFunctions = (service: LoadableFunctions, directory: string): void => {
  const require = createRequire(resolve('package.json'));
  for (const { key, name, settings } of environmentsOf(service)) {
    Object.assign(process.env, Object.fromEntries(settings), { AWS_LAMBDA_FUNCTION_NAME: name });
    const file = resolve(directory, String(service.functions?.[key]?.handler).replace(/\.\w+$/, ''));
    const loaded = require(file) as { handler: Parameters<typeof behindDoor>[1] };
    // Whoever calls the function requires the file again, and finds this in its place.
    require.cache[require.resolve(file)]!.exports = { ...loaded, handler: behindDoor(key, loaded.handler) };
  }
};

const escaped = (message: string) => (error: unknown) => {
  const { name, message: text, stack } = error instanceof Error ? error : new Error(String(error));
  const entry = {
    level: 'ERROR',
    time: new Date().toISOString(),
    message,
    error: { name, message: text, stack },
  };
  process.stdout.write(`${JSON.stringify(entry)}\n`);
};

/**
 * An error that escapes a function ends one instance of it on AWS; here it must not end all the others. It is told,
 * and the work that it belonged to runs into its time-out.
 */
export const surviveEscapedErrors = (): void => {
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', escaped('an error escaped from a function'));
  process.on('unhandledRejection', escaped('a promise of a function was rejected and nobody heard'));
};

/**
 * Lets lines that are written in one turn of the event loop go out together: a write to a pipe stops all functions until
 * it is done, and an order has a dozen lines. What waits also leaves when the process ends by itself.
 */
export const gatherLines = (
  stream: Pick<NodeJS.WriteStream, 'write'> = process.stdout,
  later: (flush: () => void) => unknown = setImmediate,
): void => {
  const write = stream.write.bind(stream);
  let waiting = '';
  const flush = () => {
    if (waiting !== '') write(waiting);
    waiting = '';
  };
  const gather = (text: string | Uint8Array, ...rest: never[]): boolean => {
    if (typeof text !== 'string' || rest.length > 0) {
      flush();
      return write(text, ...rest);
    }
    if (waiting === '') later(flush);
    waiting += text;
    return true;
  };
  stream.write = gather;
  process.on('exit', flush);
};
