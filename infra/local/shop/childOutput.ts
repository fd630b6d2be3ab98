import { createWriteStream, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Where the output of the emulator goes. */
export interface ChildOutput {
  /** Sorts a stream of lines: JSON of the handlers to shop.log, the tools' own words to serverless.log. */
  sort(stream: Readable): void;
  /** A line of the local cloud itself, for serverless.log. */
  note(line: string): void;
  /** The last lines of serverless.log. */
  tail(): string;
  close(): Promise<void>;
}

const LARGEST_LOG = 20 * 1024 * 1024;
const TAIL_LINES = 30;

interface LogLine {
  level?: unknown;
  service?: unknown;
  message?: unknown;
  [field: string]: unknown;
}

const asLogLine = (line: string): LogLine | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(line) as LogLine;
    return typeof value.level === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
};

const forPeople = ({ level, service, message, time: _time, ...fields }: LogLine): string => {
  const more = Object.keys(fields).length > 0 ? ` ${JSON.stringify(fields)}` : '';
  return `${String(level)} ${String(service ?? '')}: ${String(message)}${more}`;
};

const isLarge = (file: string): boolean =>
  (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG;

const ended = (stream: NodeJS.WritableStream): Promise<void> =>
  new Promise((resolve) => stream.end(() => resolve()));

/** Opens shop.log (continued) and serverless.log (new) in a folder; warnings and errors are also told to `tell`. */
export const childOutput = (directory: string, tell: (line: string) => void): ChildOutput => {
  mkdirSync(directory, { recursive: true });
  const [shopFile, toolFile] = [join(directory, 'shop.log'), join(directory, 'serverless.log')];
  const shop = createWriteStream(shopFile, { flags: isLarge(shopFile) ? 'w' : 'a' });
  const tools = createWriteStream(toolFile, { flags: 'w' });
  const recent: string[] = [];
  const note = (line: string): void => {
    tools.write(`${line}\n`);
    recent.push(line);
    if (recent.length > TAIL_LINES) recent.shift();
  };
  const take = (line: string): void => {
    // Told by its text, so that the many lines of good news need not be parsed.
    const isNews = line.startsWith('{"level":"INFO"');
    const entry = isNews ? undefined : asLogLine(line);
    if (!isNews && entry === undefined) return note(line);
    shop.write(`${line}\n`);
    if (entry !== undefined && /^(warn|error|fatal)/i.test(String(entry.level))) tell(forPeople(entry));
  };
  return {
    sort: (stream) => void createInterface({ input: stream, crlfDelay: Infinity }).on('line', take),
    note,
    tail: () => recent.join('\n').trim(),
    close: async () => void (await Promise.all([ended(shop), ended(tools)])),
  };
};
