import type { Engine } from '../engine/engine.ts';
import type { Call, CallAnswer } from '../lambda/instance.ts';
import { crash, type Instance, resume } from './functions.ts';
import { broken, type Serve } from './serve.ts';
import { statementName } from './statementName.ts';
import type { Subjects } from './subjects.ts';

/** What a request says, but for the SQL, which is long and always the same. */
const textOf = (service: string, payload: unknown): string => {
  if (service === 'lambda') return (payload as { Payload: string }).Payload;
  return (
    JSON.stringify(service === 'database' ? (payload as { parameters?: unknown }).parameters : payload) ?? ''
  );
};

const FIELD = /(?:mutation|query)[^{]*\{\s*(\w+)/;

/** What a call is called in the names of faults: of the database which field, or which table it writes. */
const nameOf = (service: string, operation: string, payload: unknown, text: string): string => {
  if (operation === 'ExecuteStatement') return statementName((payload as { sql: string }).sql);
  if (service === 'lambda') return FIELD.exec(text)?.[1] ?? (text.includes('/capture') ? 'capture' : 'bank');
  return operation;
};

const timedOut = (): CallAnswer => ({
  error: { name: 'TimeoutError', message: 'no answer', code: 'ETIMEDOUT' },
});
const aborted = (): CallAnswer => ({ error: { name: 'AbortError', message: 'Request aborted' } });

const SHORTLY_MS = 50;

/**
 * Calls the world for an instance: a request takes its time, may never arrive, may arrive though its sender has died; so
 * may its answer. `serves` are those who can be called.
 */
export const callsOver =
  (engine: Engine, subjects: Subjects, serves: Readonly<Record<string, Serve>>) =>
  (instance: Instance): Call =>
  (service, operation, payload, { timeoutMs, signal } = {}) => {
    const serve = serves[service];
    if (serve === undefined) throw new Error(`Nobody plays ${service}`);
    const text = textOf(service, payload);
    const subject = subjects.of(text);
    const base = `${instance.function}>${service}.${nameOf(service, operation, payload, text)}|${subject}`;
    const site = `${base}|${engine.nth(base)}`;
    engine.trace(`CALL ${instance.name} ${site} ${text}`);
    // An instance that ends takes all along that it was working on.
    const about = `${text}${instance.event}`;
    return new Promise<CallAnswer>((resolve) => {
      const reply = (answer: CallAnswer, ms: number) =>
        engine.after(ms, `reply ${site}`, () => resume(instance, () => resolve(answer)));
      // With a time-out silence ends with it. Without one the connection breaks, soon or never.
      const silence = () => {
        if (timeoutMs !== undefined) reply(timedOut(), timeoutMs);
        else if (engine.chance(`silence ${site}`) < 0.7) reply(broken(), SHORTLY_MS);
      };
      signal?.addEventListener('abort', () => resolve(aborted()));
      if (engine.fault('crashBefore', site, about)) return crash(instance);
      if (engine.fault('requestLost', site, about)) return silence();
      const longest = engine.fault('slow', site, about) ? 4000 : 40;
      const way = (which: string) => 1 + Math.floor(engine.chance(`${which} ${site}`) ** 3 * longest);
      engine.after(way('to'), `arrive ${site}`, () =>
        serve({ operation, payload, site, subject, about }, (answer) => {
          if (engine.fault('crashAfter', site, about)) return crash(instance);
          if (engine.fault('answerLost', site, about)) return silence();
          reply(answer, way('from'));
        }),
      );
    });
  };
