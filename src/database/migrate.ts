import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  RollbackTransactionCommand,
} from '@aws-sdk/client-rds-data';
import { createHash } from 'node:crypto';
import { log } from '../platform/log.ts';
import { dataApi, patiently, sql } from '../platform/rdsData.ts';
import { settings } from '../platform/settings.ts';
import { answerDeployment, isDeployment } from './deployment.ts';

/** One migration: a file of SQL, applied once. */
export interface Migration {
  name: string;
  text: string;
}

/** All migrations in order (infra/resources/migrationFiles.ts), put in by webpack. */
declare const MIGRATIONS: Migration[];

const BOOKS = `create table if not exists schema_migrations (
  name text primary key, checksum text not null, applied_at timestamptz not null default now())`;

// A comment of either kind; a literal with backslashes, a literal, a quoted name, a $tag$ body; a character.
const TOKEN = /(--.*|\/\*[^]*?\*\/)|\b[eE]'(?:''|\\[^]|[^\\'])*'|'[^']*'|"[^"]*"|(\$\w*\$)[^]*?\2|[^]/g;

/**
 * The statements of a file, without comments: they end with a semicolon, but not inside a literal, a quoted name or
 * `$$ … $$`, all of which stay as they are. Not for nested comments, nor for functions with `begin atomic`.
 */
export const statementsIn = (text: string): string[] => {
  const statements = [''];
  for (const [token, comment] of text.matchAll(TOKEN)) {
    if (token === ';') statements.push('');
    else statements[statements.length - 1] += comment ? ' ' : token;
  }
  return statements.map((statement) => statement.trim()).filter(Boolean);
};

const checksumOf = ({ text }: Migration): string => createHash('sha256').update(text).digest('hex');

const inTransaction = async (work: (transactionId: string) => Promise<void>): Promise<void> => {
  const { resourceArn, secretArn, database } = settings.databaseCluster;
  const { transactionId = '' } = await patiently(() =>
    dataApi().send(new BeginTransactionCommand({ resourceArn, secretArn, database })),
  );
  try {
    await work(transactionId);
  } catch (error) {
    await dataApi()
      .send(new RollbackTransactionCommand({ resourceArn, secretArn, transactionId }))
      .catch((failure: unknown) => log.error('a rollback failed', { error: failure }));
    throw error;
  }
  await dataApi().send(new CommitTransactionCommand({ resourceArn, secretArn, transactionId }));
};

const apply = async (migration: Migration): Promise<boolean> => {
  let applied = false;
  const checksum = checksumOf(migration);
  await inTransaction(async (transactionId) => {
    // Two deployments at once: the second waits here. (The Data API can't return void, hence the cast.)
    await sql(`select pg_advisory_xact_lock(4711)::text`, {}, transactionId);
    const [known] = await sql<{ checksum: string }>(
      'select checksum from schema_migrations where name = :name',
      { name: migration.name },
      transactionId,
    );
    if (known && known.checksum !== checksum)
      throw new Error(
        `Migration ${migration.name} was changed after it had been applied; write a new one instead`,
      );
    if (known) return;
    for (const statement of statementsIn(migration.text)) await sql(statement, {}, transactionId);
    await sql(
      'insert into schema_migrations (name, checksum) values (:name, :checksum)',
      { name: migration.name, checksum },
      transactionId,
    );
    applied = true;
  });
  return applied;
};

/** Brings the database up to the given migrations: each once, in order, all of a file or nothing of it. */
export const migrate = async (migrations: readonly Migration[]): Promise<{ applied: string[] }> => {
  await sql(BOOKS);
  const applied: string[] = [];
  for (const migration of migrations) if (await apply(migration)) applied.push(migration.name);
  if (applied.length > 0) log.info('migrated', { applied });
  return { applied };
};

/** Runs on each deployment, and by hand with `{}`; CloudFormation is told whether it worked. */
export const handler = async (event: object) => {
  if (!isDeployment(event)) return migrate(MIGRATIONS);
  await answerDeployment(event, () => migrate(MIGRATIONS));
};
