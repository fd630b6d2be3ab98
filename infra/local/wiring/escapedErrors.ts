import { AsyncLocalStorage } from 'node:async_hooks';

type Handler = (...args: unknown[]) => unknown;

/** How the invocation that runs is made to fail from outside. */
const failing = new AsyncLocalStorage<(error: unknown) => void>();

/** A function whose invocation fails at once when an error escapes from its work. */
export const failedByEscapes =
  (handler: Handler): Handler =>
  (...args) =>
    new Promise((answer, fail) => {
      const work = failing.run(fail, async () => handler(...args));
      work.then(answer, fail);
    });

const escaped = (message: string) => (error: unknown) => {
  const { name, message: text, stack } = error instanceof Error ? error : new Error(String(error));
  const entry = {
    level: 'ERROR',
    time: new Date().toISOString(),
    message,
    error: { name, message: text, stack },
  };
  process.stdout.write(`${JSON.stringify(entry)}\n`);
  failing.getStore()?.(error);
};

/**
 * An error that escapes a function ends one instance of it on AWS; here it must not end all the others. It is told, and
 * the invocation that it belongs to fails, as on AWS; what else that had begun goes on unheard.
 */
export const surviveEscapedErrors = (): void => {
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', escaped('an error escaped from a function'));
  process.on('unhandledRejection', escaped('a promise of a function was rejected and nobody heard'));
};
