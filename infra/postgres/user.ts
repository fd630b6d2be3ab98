import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, lchownSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresPrograms } from './package.ts';

/** How to run a program of PostgreSQL: the words before it, and the user and group when not our own. */
export type PostgresUser = { prefix: string[]; uid?: number; gid?: number };

// Looks like user 1000 from inside, while the files are still reached with root's rights from outside:
// works below folders that only root may enter, and unshare executes the program without a fork,
// so that a signal to the child's id reaches the postmaster.
const IN_NAMESPACE = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'];

const give = (directory: string, uid: number, gid: number): void => {
  if (
    statSync(directory).uid === uid &&
    statSync(join(directory, 'data'), { throwIfNoEntry: false })?.uid === uid
  )
    return;
  chownSync(directory, uid, gid);
  for (const entry of readdirSync(directory, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(directory, entry), uid, gid);
};

/** What stands in the way of running PostgreSQL so; undefined when nothing does. */
const obstacle = (user: PostgresUser, { postgres, env }: PostgresPrograms, directory: string) => {
  const enterAndRun = ['sh', '-c', 'cd "$0" && exec "$1" --version', directory, postgres];
  const [first = '', ...rest] = [...user.prefix, ...enterAndRun];
  const { uid, gid } = user;
  const answer = spawnSync(first, rest, { cwd: '/', env, uid, gid, encoding: 'utf8' });
  return answer.status === 0 ? undefined : (answer.error?.message ?? answer.stderr.trim());
};

const nobody = (): { uid: number; gid: number } => {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

/**
 * Says as whom PostgreSQL, which refuses root, can run with its data in `directory`, and gives that user
 * the directory. Throws when we are root and no other user can reach it.
 */
export const postgresUser = (programs: PostgresPrograms, directory: string): PostgresUser => {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const inNamespace = { prefix: IN_NAMESPACE };
  const refused = obstacle(inNamespace, programs, directory);
  if (refused === undefined) {
    give(directory, 0, 0);
    return inNamespace;
  }
  const other = { prefix: [], ...nobody() };
  give(directory, other.uid, other.gid);
  const unreachable = obstacle(other, programs, directory);
  if (unreachable === undefined) return other;
  throw new Error(
    `PostgreSQL does not run as root. A user namespace is refused (${refused}), and the user nobody cannot ` +
      `reach ${directory} or ${programs.postgres} (${unreachable}). Start as an ordinary user, or move the ` +
      'checkout to where other users may enter.',
  );
};
