import { COMMON, commandLine, idIn, refuse, run } from './commandLine.ts';
import { consumers, isConsumer, lineOf, MORE_THAN_LOOKED_AT, standingsOf } from './deadLetters.ts';

const USAGE = `Lists what the consumers have given up: the messages in their dead-letter queues. Changes nothing.

  npm run ops:dlq -- [--consumer email] [--order 0b6f0a3e-…] [--stage prod]

--consumer  ${consumers.join(', ')}; all of them when left out
--order     only the messages of this order
${COMMON}

While it looks (some seconds), another look or an ops:redrive may not see the same messages.`;

const { stage, words } = commandLine(USAGE, { consumer: { type: 'string' }, order: { type: 'string' } });
const { consumer } = words;
if (consumer !== undefined && !isConsumer(consumer)) refuse(`There is no consumer "${consumer}".`);
const orderId = words.order === undefined ? undefined : idIn('order', words.order);

await run(async () => {
  let count = 0;
  const asked = consumers.filter((each) => consumer === undefined || each === consumer);
  for (const { consumer: each, waiting, inWork, letters, isAll } of await standingsOf(
    stage,
    asked,
    orderId,
  )) {
    console.log(`${each}: ${letters.length} given up (its queue: ${waiting} waiting, ${inWork} in work)`);
    for (const letter of letters) console.log(lineOf(letter));
    if (!isAll) console.log(`  ${MORE_THAN_LOOKED_AT}: the others were not looked at.`);
    count += letters.length;
  }
  console.log(
    count === 0 ? 'No dead letters.' : `${count} dead letters. npm run ops:redrive puts them back.`,
  );
});
