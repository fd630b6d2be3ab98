import {
  type Archive,
  DescribeReplayCommand,
  ListArchivesCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { setTimeout } from 'node:timers/promises';
import { events } from '../../src/contracts/events.ts';
import { type Consumer, type Subscription, subscriptions } from '../../src/contracts/subscriptions.ts';
import { COMMON, commandLine, refuse, run } from './commandLine.ts';
import { consumers, isConsumer } from './deadLetters.ts';
import { eventsOf, nameOn, type Stage } from './stage.ts';

const USAGE = `Sends the events of a time again, from the archive of the event bus. Harmless: every consumer is safe to receive
an event again.

  npm run ops:replay -- --from 2026-11-21T10:00Z --to 2026-11-21T11:00Z [--event OrderCreated] [--consumer email] [--stage prod] [--dry-run]

--from, --to  the time in which the events were announced
--event       only to the consumers of this event: ${Object.keys(events).join(', ')}
--consumer    only to this consumer: ${consumers.join(', ')}
--dry-run     only says what would be sent again, and to whom
${COMMON}

EventBridge replays to rules, and each consumer has one rule: a consumer gets all its events of that time, not only
the one named by --event.`;

const POLL_MS = 2000;

const wanted: Record<string, Subscription> = subscriptions;

const timeIn = (name: string, typed: string | undefined): Date => {
  const time = new Date(typed ?? '');
  return Number.isNaN(time.getTime()) ? refuse(`--${name} must be a time, such as 2026-11-21T10:00Z.`) : time;
};

const receiversOf = (event: string | undefined, consumer: string | undefined): Consumer[] => {
  if (event !== undefined && !Object.hasOwn(events, event)) refuse(`There is no event "${event}".`);
  if (consumer !== undefined && !isConsumer(consumer)) refuse(`There is no consumer "${consumer}".`);
  const receivers = consumers.filter(
    (each) =>
      (consumer === undefined || each === consumer) &&
      (event === undefined || wanted[each]?.events.some((name) => name === event)),
  );
  return receivers.length > 0 ? receivers : refuse(`${consumer} does not consume ${event}.`);
};

const archiveOf = async (stage: Stage) => {
  const client = eventsOf(stage);
  const bus = `event-bus/${nameOn(stage)}`;
  for (let NextToken: string | undefined; ;) {
    const page: { Archives?: Archive[]; NextToken?: string } = await client.send(
      new ListArchivesCommand({ NextToken }),
    );
    const found = page.Archives?.find(({ EventSourceArn }) => EventSourceArn?.endsWith(`:${bus}`));
    if (found) return { client, name: found.ArchiveName ?? '', busArn: found.EventSourceArn ?? '' };
    NextToken = page.NextToken;
    if (NextToken === undefined) throw new Error(`The event bus of stage ${stage.name} has no archive.`);
  }
};

const { stage, words } = commandLine(USAGE, {
  from: { type: 'string' },
  to: { type: 'string' },
  event: { type: 'string' },
  consumer: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
});
const [from, to] = [timeIn('from', words.from), timeIn('to', words.to)];
if (from >= to) refuse('--from must be before --to.');
const receivers = receiversOf(words.event, words.consumer);

await run(async () => {
  const { client, name, busArn } = await archiveOf(stage);
  const place = busArn.slice(0, busArn.lastIndexOf(':'));
  const busName = busArn.slice(busArn.lastIndexOf('/') + 1);
  console.log(`Archive ${name}, ${from.toISOString()} to ${to.toISOString()}, again to:`);
  for (const each of receivers) console.log(`  ${each}: ${wanted[each]?.events.join(', ')}`);
  if (words['dry-run']) return console.log('Nothing was sent: this was a dry run.');
  const ReplayName = `ops-${new Date().toISOString().replaceAll(/[^0-9]/g, '')}`;
  await client.send(
    new StartReplayCommand({
      ReplayName,
      EventSourceArn: `${place}:archive/${name}`,
      EventStartTime: from,
      EventEndTime: to,
      Destination: {
        Arn: busArn,
        FilterArns: receivers.map((each) => `${place}:rule/${busName}/${nameOn(stage, each)}`),
      },
    }),
  );
  for (;;) {
    const { State = '', StateReason = '' } = await client.send(new DescribeReplayCommand({ ReplayName }));
    console.log(`Replay ${ReplayName}: ${State} ${StateReason}`.trim());
    if (State === 'COMPLETED') return;
    if (['FAILED', 'CANCELLED'].includes(State)) throw new Error('The replay did not complete.');
    await setTimeout(POLL_MS);
  }
});
