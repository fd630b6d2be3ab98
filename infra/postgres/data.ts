import { spawnSync } from 'node:child_process';
import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOST } from '../localPlaces.ts';
import type { PostgresPrograms } from './package.ts';
import type { PostgresUser } from './user.ts';

/** Where a PostgreSQL keeps its data and its log, and how its programs are run. */
export type PostgresPlace = {
  directory: string;
  data: string;
  log: string;
  programs: PostgresPrograms;
  user: PostgresUser;
};

const execute = (
  { user, programs, directory, log }: PostgresPlace,
  program: string,
  words: string[],
  input = '',
) => {
  const [first = '', ...rest] = [...user.prefix, program, ...words];
  const { uid, gid } = user;
  const options = { cwd: directory, env: programs.env, uid, gid, input, encoding: 'utf8' } as const;
  const { status, error, stdout, stderr } = spawnSync(first, rest, options);
  appendFileSync(log, stdout + stderr);
  // A single-user backend says ERROR and goes on with the next line.
  if (status !== 0 || /^.*\b(ERROR|FATAL):/m.test(stderr))
    throw new Error(`PostgreSQL could not make its data in ${directory}: ${error?.message ?? stderr}`);
};

/** Makes the data of a PostgreSQL that was never started: the database `webshop` and the user of that name. */
export const createDatabase = (place: PostgresPlace): void => {
  const fresh = `${place.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const locale = '--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8';
  const words = `-U postgres -A reject ${locale}`.split(' ');
  execute(place, place.programs.initdb, ['-D', fresh, ...words]);
  // Like the master user on Aurora, the shop's user owns its database and may make others, but is no
  // superuser: it needs no password here, and a neighbour on this machine must not run programs through it.
  const sql = 'create role webshop login createdb\ncreate database webshop owner webshop\n';
  execute(place, place.programs.postgres, ['--single', '-D', fresh, 'postgres'], sql);
  writeFileSync(join(fresh, 'pg_hba.conf'), `host all webshop ${HOST}/32 trust\n`);
  // Only now, so that a first run killed half way leaves nothing that looks complete.
  renameSync(fresh, place.data);
};
