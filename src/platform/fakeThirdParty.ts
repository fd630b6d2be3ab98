import { setTimeout } from 'node:timers/promises';
import { Outage } from './outage.ts';
import { settings } from './settings.ts';

const DAWDLE_MS = 3000;

const crash = (party: string): Promise<never> => {
  setImmediate(() => {
    throw new Error(`What talks to the ${party} provider has crashed.`);
  });
  return new Promise(() => undefined);
};

/**
 * Plays a third party that we have no contract with yet. Where the stage allows it, a tag in the customer's
 * e-mail tells it what to do: `ann+payment-declines@…` (rejects with `refusal`), `ann+stock-fails@…` (rejects
 * as an outage does), `ann+stock-fails-until1795519500@…` (the same until that second since 1970),
 * `ann+finance-dawdles@…` (takes 3 s), `ann+stock-hangs@…` (never answers), `ann+stock-crashes@…` (an error that nobody
 * catches, which ends the function's process). Without a tag it answers `result` at once.
 */
export const fakeThirdParty = async <Result>(
  party: 'payment' | 'stock' | 'finance',
  email: string,
  result: Result,
  refusal = new Error(`The ${party} provider declined.`),
): Promise<Result> => {
  const tag = `+${party}-`;
  const mailbox = email.split('@')[0] ?? '';
  const order = settings.fakesObeyTags && mailbox.includes(tag) ? mailbox.split(tag)[1]! : '';
  const told = (verb: string) => order.startsWith(verb);
  const [, until = 'Infinity'] = /^fails-until(\d+)/.exec(order) ?? [];
  if (told('declines')) throw refusal;
  if (told('fails') && Date.now() < Number(until) * 1000)
    throw new Outage(`The ${party} provider can't be reached`);
  if (told('crashes')) return crash(party);
  if (told('dawdles')) await setTimeout(DAWDLE_MS);
  if (told('hangs')) await new Promise(() => undefined);
  return result;
};
