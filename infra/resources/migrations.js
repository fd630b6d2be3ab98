import { createHash } from 'node:crypto';
import { migrationFiles } from './migrationFiles.ts';
import { arnOf } from './names.ts';

const hash = createHash('sha256');
for (const { name, text } of migrationFiles()) hash.update(name).update(text);

// A little more than the function's own time-out, after which nobody will answer any more.
const PATIENCE_SECONDS = 390;

/** Runs the migrate function in each deployment that changes a migration; if it fails, the deployment does. */
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
