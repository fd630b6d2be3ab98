type Fields = Record<string, unknown>;

const plain = (value: unknown): unknown =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;

const write =
  (level: 'INFO' | 'WARN' | 'ERROR') =>
  (message: string, fields: Fields = {}) => {
    const entry: Fields = {
      level,
      time: new Date().toISOString(),
      service: process.env['AWS_LAMBDA_FUNCTION_NAME'],
      message,
    };
    for (const [name, value] of Object.entries(fields)) entry[name] = plain(value);
    process.stdout.write(`${JSON.stringify(entry)}\n`);
  };

/** Writes one JSON line an entry. Fields must hold no address, e-mail or phone of a customer. */
export const log = { info: write('INFO'), warn: write('WARN'), error: write('ERROR') };
