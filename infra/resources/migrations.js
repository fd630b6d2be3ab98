import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { arnOf } from './names.ts';

const folder = new URL('../migrations/', import.meta.url);

const hash = createHash('sha256');
for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(new URL(name, folder)));

// A little more than the function's own time-out, after which nobody will answer any more.
const PATIENCE_SECONDS = 330;

/** Runs the migrate function in each deployment that changes infra/migrations; if it fails, the deployment does. */
export const Resources = {
  Migrations: {
    Type: 'Custom::Migrations',
    DependsOn: ['DatabaseInstance'],
    Properties: {
      ServiceToken: arnOf('MigrateLambdaFunction'),
      ServiceTimeout: PATIENCE_SECONDS,
      MigrationsHash: hash.digest('hex'),
    },
  },
};
