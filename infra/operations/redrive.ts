import { COMMON, commandLine, idIn, refuse, run } from './commandLine.ts';
import { consumers, isConsumer, queueOf } from './deadLetters.ts';
import { putBack } from './putBack.ts';

const USAGE = `Puts the messages of a dead-letter queue back on their consumer's queue, which then tries them again.
Harmless to run twice: every consumer is safe to receive an event again.

  npm run ops:redrive -- --consumer email [--order 0b6f0a3e-…] [--stage prod] [--dry-run]

--consumer  ${consumers.join(', ')}
--order     only the messages of this order
--dry-run   only says which they are
${COMMON}`;

const { stage, words } = commandLine(USAGE, {
  consumer: { type: 'string' },
  order: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
});
const { consumer, 'dry-run': dryRun } = words;
const orderId = words.order === undefined ? undefined : idIn('order', words.order);

await run(async () => {
  if (!isConsumer(consumer)) return refuse('Say which: --consumer and its name.');
  const [from, to] = [await queueOf(stage, consumer, true), await queueOf(stage, consumer, false)];
  await putBack([from, to], { orderId, dryRun });
});
