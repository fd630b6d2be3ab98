import { setTimeout } from 'node:timers/promises';
import { Outage } from './outage.ts';
import { settings } from './settings.ts';

const DAWDLE_MS = 3000;

/**
 * Plays a third party that we have no contract with yet. Where the stage allows it, a tag in the customer's
 * e-mail tells it what to do: `ann+payment-declines@…` (rejects with `refusal`), `ann+stock-fails@…` (rejects
 * as an outage does), `ann+finance-dawdles@…` (takes 3 s). Without a tag it answers `result` at once.
 */
export const fakeThirdParty = async <Result>(
  party: 'payment' | 'stock' | 'finance',
  email: string,
  result: Result,
  refusal = new Error(`The ${party} provider declined.`),
): Promise<Result> => {
  const told = (verb: string) => settings.fakesObeyTags && email.split('@')[0]?.includes(`+${party}-${verb}`);
  if (told('declines')) throw refusal;
  if (told('fails')) throw new Outage(`The ${party} provider can't be reached`);
  if (told('dawdles')) await setTimeout(DAWDLE_MS);
  return result;
};
