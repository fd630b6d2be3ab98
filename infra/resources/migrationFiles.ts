import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const PLACES = ['infra/migrations/*.sql', 'src/database/migrations/*.sql', 'src/*/store/migrations/*.sql'];

const byName = (one: { name: string }, other: { name: string }): number => (one.name < other.name ? -1 : 1);

/** All migrations in the order in which they are applied: by name, wherever they stand. */
export const migrationFiles = (): { name: string; text: string }[] => {
  const files = PLACES.flatMap((place) => globSync(place, { cwd: root }))
    .map((file) => ({ name: basename(file), text: readFileSync(join(root, file), 'utf8') }))
    .sort(byName);
  const twice = files.find(({ name }, index) => files[index + 1]?.name === name);
  if (twice) throw new Error(`Two migrations are called ${twice.name}`);
  return files;
};
