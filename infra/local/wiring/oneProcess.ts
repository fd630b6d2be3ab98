import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { behindDoor } from '../control/functionFaults.ts';
import { failedByEscapes } from './escapedErrors.ts';
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
    require.cache[require.resolve(file)]!.exports = {
      ...loaded,
      handler: behindDoor(key, failedByEscapes(loaded.handler)),
    };
  }
};
