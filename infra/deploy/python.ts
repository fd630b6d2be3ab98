import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { runOrThrow } from './serverless.ts';

/**
 * The folder of Python's programs with a list of requirements (a file of infra/deploy) installed, in a virtual
 * environment of this checkout that the first call makes. Rejects when the machine has no python3 with venv.
 */
export const pythonPrograms = async (list = 'requirements.txt'): Promise<string> => {
  const requirements = join('infra/deploy', list);
  const folder = resolve('.rehearsal', list === 'requirements.txt' ? 'python' : basename(list, '.txt'));
  const programs = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const stamp = join(folder, 'requirements.txt');
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return programs;
  console.log(`Installing ${requirements} into ${folder} …`);
  rmSync(folder, { recursive: true, force: true });
  await runOrThrow('python3', ['-m', 'venv', folder]);
  await runOrThrow(join(programs, 'pip'), ['install', '--quiet', '--no-deps', '--requirement', requirements]);
  writeFileSync(stamp, wanted);
  return programs;
};
