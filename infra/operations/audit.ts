import { askDatabaseAt } from './privateApi.ts';
import { paymentProvider } from '../../src/platform/paymentProvider.ts';
import { HOST, ports } from '../localPlaces.ts';
import { disagreements } from './audit/checks.ts';
import { takePicture } from './audit/picture.ts';
import { COMMON, commandLine, run, URL_HELP } from './commandLine.ts';
import { withUrl } from './stack.ts';
import { nameOn } from './stage.ts';

const USAGE = `Compares the bank's ledger, the orders, the books and the mails line by line, and says what does not agree. Changes nothing.
Run it when no order is under way; until then some of it is only not yet so.

  npm run ops:audit [-- --stage prod]

${URL_HELP}
${COMMON}`;

const { stage } = commandLine(USAGE, {});

await run(async () => {
  // The payment provider's port asks as a function would: a process locally, the private function on a stage.
  if (stage.isLocal) process.env['BANK_URL'] ??= `http://${HOST}:${ports.bank.port}`;
  else Object.assign(process.env, { BANK_FUNCTION: nameOn(stage, 'bank'), AWS_REGION: stage.region });
  const picture = await takePicture(askDatabaseAt(await withUrl(stage)), paymentProvider);
  const found = disagreements(picture);
  for (const { invariant, subject, says } of found) console.log(`${subject}: ${says} (${invariant})`);
  console.log(
    `${picture.orders.length} orders, ${picture.bank.length} payments, ${found.length} disagreements`,
  );
  if (found.length > 0) process.exitCode = 1;
});
