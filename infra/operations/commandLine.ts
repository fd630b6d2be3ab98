import { parseArgs, type ParseArgsConfig } from 'node:util';
import { kinds, type Subject, subjects } from '../../src/contracts/subjects.ts';
import { HOST, ports } from '../localPlaces.ts';
import type { Stage } from './stage.ts';

const common = {
  stage: { type: 'string', default: 'local' },
  region: { type: 'string', default: process.env['AWS_REGION'] ?? 'us-east-1' },
  url: { type: 'string', default: process.env['API_URL'] ?? '' },
  help: { type: 'boolean', default: false },
} as const;

/** What --help says of the words that every command knows. */
export const COMMON = `--stage     local (the default), or a deployed stage, with your AWS credentials
--region    the region of a deployed stage (or AWS_REGION; default us-east-1)`;

/** What --help says of the API's address, for the commands that ask the database service. */
export const URL_HELP = `--url       the address of a deployed stage's API (or API_URL); left out, its CloudFormation stack tells`;

/** Ends the command because it was typed wrongly. */
export const refuse = (message: string): never => {
  console.error(`${message}\nTry --help.`);
  process.exit(2);
};

const read = <Options extends NonNullable<ParseArgsConfig['options']>>(options: Options) => {
  try {
    return parseArgs({ options: { ...common, ...options } });
  } catch (error) {
    return refuse((error as Error).message);
  }
};

/** Reads a command's words and its stage; prints the usage and ends where that was asked for. */
export const commandLine = <const Options extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: Options,
) => {
  const { values } = read(options);
  const { stage: name, region, url, help } = values as Record<keyof typeof common, string | boolean>;
  if (help) {
    console.log(usage);
    process.exit(0);
  }
  const isLocal = name === 'local';
  const local = isLocal ? `http://${HOST}:${ports.shop.port}/api` : '';
  const address = (String(url) || local).replace(/\/+$/, '');
  const stage: Stage = { name: String(name), region: String(region), isLocal, url: address || undefined };
  return { stage, words: values };
};

/** The words that name a subject of events: --order and its id, say. */
export const SUBJECT_WORDS = Object.fromEntries(kinds.map((kind) => [kind, { type: 'string' }])) as Record<
  Subject,
  { type: 'string' }
>;

/** The id of a subject as it was typed; ends the command when it is none. */
export const idIn = (kind: Subject, typed: string): string =>
  subjects[kind].safeParse(typed).data ?? refuse(`"${typed}" is not the id of an ${kind}.`);

const sentenceOf = (error: unknown): string => {
  const { name, message, cause } = error instanceof Error ? error : new Error(String(error));
  if (`${message} ${String(cause)}`.includes(`ECONNREFUSED ${HOST}`))
    return 'The local shop does not answer: is it running (npm start), on these ports?';
  return message || name;
};

/** Does the command's work; a failure is one sentence and not a stack. */
export const run = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    console.error(sentenceOf(error));
    process.exitCode = 1;
  }
};
