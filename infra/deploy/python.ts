import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runOrThrow } from './serverless.ts';

const REQUIREMENTS = 'infra/deploy/requirements.txt';
const folder = resolve('.rehearsal/python');
const stamp = join(folder, 'requirements.txt');

const isReady = (wanted: string): boolean => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

/**
 * The folder of Python's programs with infra/deploy/requirements.txt installed, in a virtual environment of this
 * checkout that the first call makes. Rejects when the machine has no python3 with venv.
 */
export const pythonPrograms = async (): Promise<string> => {
  const programs = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (isReady(wanted)) return programs;
  console.log(`Installing ${REQUIREMENTS} into ${folder} …`);
  rmSync(folder, { recursive: true, force: true });
  await runOrThrow('python3', ['-m', 'venv', folder]);
  await runOrThrow(join(programs, 'pip'), ['install', '--quiet', '--no-deps', '--requirement', REQUIREMENTS]);
  writeFileSync(stamp, wanted);
  return programs;
};
