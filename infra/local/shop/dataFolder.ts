import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endOrphan } from '../../postgres/process.ts';
import { postgresPrograms } from '../../postgres/package.ts';
import { end, identify, runs } from './processes.ts';
import type { ProcessIdentity } from './processes.ts';

/** The processes of their own that a shop starts. */
type Child = 'gateway' | 'bank';

/** Who runs on a data folder: the shop, and what it has started. */
type Holder = { shop: ProcessIdentity } & Partial<Record<Child, ProcessIdentity>>;

/** A data folder that this process holds until it releases it. */
export interface ClaimedFolder {
  /** Whether an earlier run on it was killed; what it held, such as its ports, may take a moment to get free. */
  wasKilled: boolean;
  /** Notes a process that was started, so that a later run can end it if this one is killed, and people can find it. */
  note(child: Child, pid: number): void;
  release(): void;
}

const HOLDER = 'running.json';
const MARK = 'ABOUT.txt';
const ABOUT = "Data of ACME's local webshop. `npm run reset` empties this folder.\n";

const holderOf = (directory: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(join(directory, HOLDER), 'utf8')) as Holder;
  } catch {
    return undefined;
  }
};

/** Ends what a killed run has left behind on the folder, if there was one; rejects when a shop runs on it. */
const takeOver = async (directory: string): Promise<boolean> => {
  const holder = holderOf(directory);
  if (holder && runs(holder.shop))
    throw new Error(
      `The data folder ${directory} is in use by a running shop (process ${holder.shop.pid}): stop that first, ` +
        'or choose another folder with DATA_DIRECTORY=… npm start',
    );
  for (const child of [holder?.gateway, holder?.bank]) if (child) await end(child);
  rmSync(join(directory, HOLDER), { force: true });
  return holder !== undefined;
};

/** Takes a data folder for this process alone; rejects with a sentence for people when a shop runs on it. */
export const claimDataFolder = async (directory: string): Promise<ClaimedFolder> => {
  mkdirSync(directory, { recursive: true });
  const wasKilled = await takeOver(directory);
  const file = join(directory, HOLDER);
  const shop = identify(process.pid) ?? { pid: process.pid, began: '' };
  let holder: Holder = { shop };
  // Exclusive: of two shops started in the same moment, one must fail here.
  writeFileSync(file, JSON.stringify(holder), { flag: 'wx' });
  writeFileSync(join(directory, MARK), ABOUT);
  return {
    wasKilled,
    note(child, pid) {
      holder = { ...holder, [child]: identify(pid) };
      writeFileSync(file, JSON.stringify(holder));
    },
    release: () => rmSync(file, { force: true }),
  };
};

/** Empties a data folder; rejects when a shop runs on it, or when it does not look like one of ours. */
export const emptyDataFolder = async (directory: string): Promise<void> => {
  if (!existsSync(directory) || readdirSync(directory).length === 0) return;
  if (!existsSync(join(directory, MARK)))
    throw new Error(`${directory} has not been made by npm start (it holds no ${MARK}): nothing deleted`);
  await takeOver(directory);
  const postgres = join(directory, 'postgres');
  if (existsSync(postgres)) await endOrphan(join(postgres, 'data'), postgresPrograms(postgres).pgCtl);
  for (const name of readdirSync(directory)) rmSync(join(directory, name), { recursive: true, force: true });
};
