import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { anOrderRequest } from '../given.ts';
import { aPlace, whenReady } from '../runningShop.ts';
import { shopperIn } from './shopper.ts';

/** A checkout of its own, with this one's files and links to its folders; nothing with a dot, as a shop's data are. */
const aCheckout = () => {
  const folder = mkdtempSync(join(tmpdir(), 'webshop-checkout-'));
  for (const entry of readdirSync('.', { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const place = join(folder, entry.name);
    // osls overlooks a serverless.yml that is a link.
    if (entry.isFile()) cpSync(entry.name, place);
    else symlinkSync(resolve(entry.name), place);
  }
  return folder;
};

test('a newcomer types npm start and nothing else, and the shop takes an order and keeps it in .local', async () => {
  const checkout = aCheckout();
  const place = await aPlace();
  const { DATA_DIRECTORY: _, ...ports } = place.env;
  const { DATA_DIRECTORY: __, ...env } = process.env;
  // A group of its own, so that Ctrl-C reaches npm and the shop as in a terminal.
  const npm = spawn('npm', ['start'], { cwd: checkout, env: { ...env, ...ports }, detached: true });
  const ended = once(npm, 'exit');
  const at = (part: keyof typeof place.ports) => `http://127.0.0.1:${place.ports[part]}`;
  try {
    await whenReady(npm);
    const { order, whenStatus } = shopperIn({ api: `${at('SHOP')}/api`, mailbox: at('MAILBOX') });
    await whenStatus(await order(anOrderRequest()), 'STOCKED');
    expect(readdirSync(join(checkout, '.local'))).toEqual(expect.arrayContaining(['functions', 'postgres']));
  } finally {
    if (npm.exitCode === null) process.kill(-npm.pid!, 'SIGINT');
    await ended;
  }
  expect(existsSync(join(checkout, '.local', 'running.json'))).toBe(false);
  rmSync(checkout, { recursive: true });
  place.remove();
});
