import { logContext } from './logContext.ts';

type Fields = Record<string, unknown>;

// Errors tell what other people wrote: an SMTP server the recipient that it refused, PostgreSQL the row that it refused.
const withoutPersons = (text = ''): string =>
  text
    .replaceAll(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '(e-mail)')
    .replaceAll(/row contains \(.*\)/g, 'row contains (…)');

const plain = (value: unknown): unknown =>
  value instanceof Error
    ? { name: value.name, message: withoutPersons(value.message), stack: withoutPersons(value.stack) }
    : value;

// Read once: the local shop runs all functions in one process, and each call there changes the environment.
const service = process.env['AWS_LAMBDA_FUNCTION_NAME'];

/** The trace that X-Ray keeps of this invocation, where the stage traces. */
const traceId = (): string | undefined => /Root=([^;]+)/.exec(process.env['_X_AMZN_TRACE_ID'] ?? '')?.[1];

const write =
  (level: 'INFO' | 'WARN' | 'ERROR') =>
  (message: string, fields: Fields = {}) => {
    const entry: Fields = {
      level,
      time: new Date().toISOString(),
      service,
      message,
      ...logContext(),
      traceId: traceId(),
    };
    for (const [name, value] of Object.entries(fields)) entry[name] = plain(value);
    process.stdout.write(`${JSON.stringify(entry)}\n`);
  };

/**
 * Writes one JSON line an entry, with what the context of the work says (see logContext.ts).
 * Fields must hold no address, e-mail or phone of a customer.
 */
export const log = { info: write('INFO'), warn: write('WARN'), error: write('ERROR') };
