import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { claimDataFolder, emptyDataFolder } from '../../infra/local/shop/dataFolder.ts';
import { portComplaints } from '../../infra/local/shop/portCheck.ts';
import { identify } from '../../infra/local/shop/processes.ts';
import { portsWith } from '../../infra/local/shop/shopAddresses.ts';
import { freePorts } from '../freePorts.ts';
import { emptyFolder } from './localGiven.ts';

let sleepers: ChildProcess[] = [];
afterEach(() => {
  for (const child of sleepers) child.kill('SIGKILL');
  sleepers = [];
});

const sleeper = () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
  sleepers.push(child);
  return { pid: child.pid!, ended: new Promise((done) => child.once('exit', done)) };
};

const freeOnes = async () => {
  const names = [
    'shop',
    'gateway',
    'lambda',
    'mailbox',
    'smtp',
    'events',
    'queues',
    'dataApi',
    'postgres',
    'bank',
  ];
  const numbers = await freePorts(names.length);
  return Object.fromEntries(names.map((name, index) => [name, numbers[index]!]));
};

test('a taken port is named, with what it is for and the remedy, and only that one', async () => {
  const chosen = await freeOnes();
  expect(await portComplaints(portsWith(chosen), emptyFolder())).toEqual([]);

  const other = createServer();
  await new Promise<void>((listening) => other.listen(chosen['mailbox'], '127.0.0.1', listening));
  const complaints = await portComplaints(portsWith(chosen), emptyFolder());
  other.close();
  expect(complaints).toEqual([
    expect.stringMatching(
      `^Port ${chosen['mailbox']} \\(mailbox\\) is taken: .* MAILBOX_PORT=\\d+ npm start$`,
    ),
  ]);
});

test('a data folder belongs to one running shop; a reset of it is refused as well', async () => {
  const folder = emptyFolder();
  const claimed = await claimDataFolder(folder);

  await expect(claimDataFolder(folder)).rejects.toThrow(`in use by a running shop (process ${process.pid})`);
  await expect(emptyDataFolder(folder)).rejects.toThrow('in use by a running shop');
  claimed.release();
  await emptyDataFolder(folder);
  expect(readdirSync(folder)).toEqual([]);
});

test('what a killed shop has left running is ended by the next start', async () => {
  const folder = emptyFolder();
  const [shop, gateway, bank] = [sleeper(), sleeper(), sleeper()];
  const holder = {
    shop: identify(shop.pid),
    gateway: identify(gateway.pid),
    bank: identify(bank.pid),
  };
  writeFileSync(join(folder, 'running.json'), JSON.stringify(holder));
  process.kill(shop.pid, 'SIGKILL');
  await shop.ended;

  await claimDataFolder(folder);
  await Promise.all([gateway.ended, bank.ended]);
  expect([gateway, bank].map(({ pid }) => identify(pid))).toEqual([undefined, undefined]);
});

test('a process that was given the number of an earlier one is left alone', async () => {
  const folder = emptyFolder();
  const stranger = sleeper();
  const remembered = { pid: stranger.pid, began: 'another moment' };
  writeFileSync(join(folder, 'running.json'), JSON.stringify({ shop: remembered, gateway: remembered }));

  await claimDataFolder(folder);
  expect(identify(stranger.pid)).toBeDefined();
});

test('a reset deletes nothing in a folder that the shop has not made', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'thesis.txt'), 'ten years of work');

  await expect(emptyDataFolder(folder)).rejects.toThrow('nothing deleted');
  expect(existsSync(join(folder, 'thesis.txt'))).toBe(true);
});

/** A process that would never end by itself, preloaded like `serverless offline`. */
const preloaded = (script: string) => {
  const execArgv = ['--import', pathToFileURL('infra/local/shop/endWithParent.js').href];
  const file = join(emptyFolder(), 'lasting.mjs');
  writeFileSync(file, `setInterval(() => {}, 1000); ${script}`);
  const child = fork(file, { execArgv });
  sleepers.push(child);
  return { child, ended: new Promise((done) => child.once('exit', done)) };
};

test('the gateway emulator ends with the shop that started it, even when that was killed', async () => {
  const { child, ended } = preloaded('process.send("up")');
  await new Promise((up) => child.once('message', up));

  child.disconnect();
  expect(await ended).toBe(0);
});

test('a gateway emulator that has failed ends, whatever its watchers want', async () => {
  expect(await preloaded('process.exitCode = 1').ended).toBe(1);
});
