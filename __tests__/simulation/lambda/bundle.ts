import { build, type BuildOptions, type Plugin } from 'esbuild';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { migrationFiles } from '../../../infra/resources/migrationFiles.ts';
import { type FunctionFacts, ROOT } from './functions.ts';

/** A text that stands once in a file of src, and what stands there instead. */
export interface Change {
  /** Below src. */
  file: string;
  from: string;
  to: string;
}

/** How the functions are bundled. */
export interface Bundling {
  /** Files of src, by their name below it, that a simulated outside world replaces. */
  seams: Readonly<Record<string, string>>;
  changes: readonly Change[];
  /** The real AWS SDK and Apollo, over a replaced network; otherwise what stands for them is much faster. */
  isReal: boolean;
}

const SRC = join(ROOT, 'src');
const SEAMS = join(import.meta.dirname, 'seams');

const standIn = (file: string) => join(SEAMS, `${file}.ts`);

const STAND_INS: Record<string, string> = {
  '@aws-sdk/client-eventbridge': standIn('aws'),
  '@aws-sdk/client-lambda': standIn('aws'),
  '@aws-sdk/client-rds-data': standIn('aws'),
  '@aws-sdk/client-sqs': standIn('aws'),
  '@apollo/server': standIn('apollo'),
  '@apollo/server/errors': standIn('apollo'),
  '@as-integrations/aws-lambda': standIn('apollo'),
};

const ALWAYS: Record<string, string> = { nodemailer: standIn('nodemailer') };

// Replaces the SDK's own way out only: its serialisers, retries and time-outs stay.
const NETWORK: Record<string, string> = { '@smithy/node-http-handler': standIn('httpHandler') };

const isSeam = (importer: string) => importer.startsWith(SEAMS) || !importer.startsWith(ROOT);

const packagesOver = (names: Record<string, string>): Plugin => ({
  name: 'packages',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
      const found = Object.hasOwn(names, path) ? names[path] : undefined;
      return found === undefined || isSeam(importer) ? undefined : { path: found };
    });
  },
});

/** Contracts are values without state: they are evaluated once for all instances. Files with a seam are replaced. */
const filesOver = (seams: Bundling['seams']): Plugin => ({
  name: 'files',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, resolveDir, importer }) => {
      const file = relative(SRC, resolve(resolveDir, path));
      const seam = Object.hasOwn(seams, file) ? seams[file] : undefined;
      if (seam !== undefined && importer !== seam) return { path: seam };
      if (!file.startsWith('contracts/') || importer.startsWith(join(SRC, 'contracts/'))) return undefined;
      return { path: `shared:${file.slice('contracts/'.length, -'.ts'.length)}`, external: true };
    });
  },
});

/** The text of a file with the changes that concern it; throws where one does not fit exactly once. */
export const changed = (file: string, text: string, changes: readonly Change[]): string => {
  let result = text;
  for (const { from, to } of changes.filter((change) => change.file === file)) {
    const count = result.split(from).length - 1;
    if (count !== 1) throw new Error(`src/${file} has ${count} times, not once: ${from}`);
    result = result.replace(from, () => to);
  }
  return result;
};

const textsWith = (changes: readonly Change[]): Plugin => ({
  name: 'changes',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.(ts|sql|graphql)$/ }, ({ path }) => {
      const file = relative(SRC, path);
      if (!changes.some((change) => change.file === file)) return undefined;
      const contents = changed(file, readFileSync(path, 'utf8'), changes);
      return { contents, loader: path.endsWith('.ts') ? 'ts' : 'text' };
    });
  },
});

const STANDARD: BuildOptions & { write: false } = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  write: false,
  logLevel: 'error',
  loader: { '.graphql': 'text', '.sql': 'text' },
  mainFields: ['module', 'main'],
};

// What keeps no state of ours is loaded once, outside of the instances.
const SHARED = ['graphql', 'zod', 'zod/*', 'dataloader', '@escape.tech/*'];
const SHARED_BY_REAL = ['@apollo/server', '@apollo/server/*', '@as-integrations/aws-lambda'];

const migrations = (changes: readonly Change[]) =>
  migrationFiles().map(({ name, text }) => ({
    name,
    text: changed(`migrations/${name}`, text, changes),
  }));

const refuseStray = (changes: readonly Change[]) => {
  const stray = changes.find(({ file }) => !file.startsWith('migrations/') && !existsSync(join(SRC, file)));
  if (stray) throw new Error(`There is no src/${stray.file} to be changed`);
};

/** The text of a function's bundle. */
export const bundleOf = async (
  { file }: FunctionFacts,
  { seams, changes, isReal }: Bundling,
): Promise<string> => {
  refuseStray(changes);
  const { outputFiles } = await build({
    ...STANDARD,
    entryPoints: [file],
    define: { MIGRATIONS: JSON.stringify(migrations(changes)) },
    external: [...SHARED, ...(isReal ? SHARED_BY_REAL : [])],
    plugins: [
      filesOver(seams),
      packagesOver({ ...ALWAYS, ...(isReal ? NETWORK : STAND_INS) }),
      textsWith(changes),
    ],
  });
  return outputFiles[0]!.text;
};

/** The text of a bundle with all files of src/contracts, by name. */
export const contractsBundle = async (changes: readonly Change[]): Promise<string> => {
  const folder = join(SRC, 'contracts');
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -3)] : []));
  const contents = names.map((name) => `export * as ${name} from './${name}.ts';`).join('\n');
  const { outputFiles } = await build({
    ...STANDARD,
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    external: SHARED,
    plugins: [textsWith(changes)],
  });
  return outputFiles[0]!.text;
};
