import { spawn } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';

const bin = resolve('node_modules/.bin');

/** Runs a command with this project's tools first in PATH; resolves with its exit code and what it printed. */
export const run = (
  command: string,
  args: readonly string[],
  {
    env = {},
    quiet = true,
    seconds = 600,
  }: { env?: Record<string, string>; quiet?: boolean; seconds?: number } = {},
) =>
  new Promise<{ code: number; output: string }>((done, failed) => {
    const child = spawn(command, args, {
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}`, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: seconds * 1000,
      killSignal: 'SIGKILL',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        output += part.toString();
        if (!quiet) process.stdout.write(part);
      });
    child.once('error', failed);
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });

/** The same, but rejects with the command's output when it fails. */
export const runOrThrow = async (...call: Parameters<typeof run>): Promise<string> => {
  const { code, output } = await run(...call);
  if (code !== 0) throw new Error(`${call[0]} ${call[1].join(' ')} ended with ${code}:\n${output}`);
  return output;
};

/** Where the templates of a stage lie after packageTemplates. */
export const templateFolder = (stage: string): string => join('.rehearsal', 'templates', stage);

/**
 * Packages a stage without bundling its functions, which takes seconds instead of a minute and gives the same
 * CloudFormation templates.
 */
export const packageTemplates = (stage: string, env: Record<string, string> = {}): Promise<string> =>
  runOrThrow('serverless', ['package', '--stage', stage, '--package', templateFolder(stage)], {
    env: {
      TEMPLATES_ONLY: 'true',
      FUNCTIONS_DIRECTORY: join('.webpack', `templates-${stage}`),
      SLS_NOTIFICATIONS_MODE: 'off',
      PAYMENT_PROVIDER: 'fake',
      ...env,
    },
    seconds: 180,
  });
