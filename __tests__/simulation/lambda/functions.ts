import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import yaml from 'js-yaml';
import type { Declared } from '../../../infra/resources/declared.ts';

/** The folder of the project. */
export const ROOT = join(import.meta.dirname, '../../..');

/** A function of the project as the simulator needs it. */
export interface FunctionFacts {
  name: string;
  /** Its file. */
  file: string;
  timeoutMs: number;
  /** Workers that read its queue at once; undefined for one without a queue. */
  workers: number | undefined;
  routes: { method: string; path: string }[];
  isScheduled: boolean;
}

const STANDARD_TIMEOUT_S = 28;

const factsOf = (
  service: string,
  name: string,
  { timeout, queue, events = [], handler = `src/${service}/${name}.handler` }: Declared,
): FunctionFacts => ({
  name,
  file: join(ROOT, String(handler).replace(/\.handler$/, '.ts')),
  timeoutMs: Number(timeout ?? STANDARD_TIMEOUT_S) * 1000,
  workers: queue?.maximumConcurrency,
  routes: events.flatMap((event) => ('http' in event ? [event.http] : [])),
  isScheduled: events.some((event) => 'schedule' in event),
});

/** All functions that any functions.yml declares. */
export const declaredFunctions = (): FunctionFacts[] =>
  readdirSync(join(ROOT, 'src')).flatMap((service) => {
    const file = join(ROOT, 'src', service, 'functions.yml');
    if (!existsSync(file)) return [];
    const declared = yaml.load(readFileSync(file, 'utf8')) as Record<string, Declared>;
    return Object.entries(declared).map(([name, facts]) => factsOf(service, name, facts));
  });
