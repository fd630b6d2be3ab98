import type { Archive } from './archive.ts';
import { arn } from './arns.ts';
import { deliveriesOf, type EventRouting } from './putEvents.ts';
import type { Delivery } from './queues.ts';

/** What StartReplay was asked for; times in seconds since 1970, as the SDK sends them. */
interface Wanted {
  ReplayName?: unknown;
  EventSourceArn?: unknown;
  EventStartTime?: unknown;
  EventEndTime?: unknown;
  Destination?: { Arn?: unknown; FilterArns?: unknown };
}

/** A request that EventBridge would refuse. */
export class ReplayRefused extends Error {}

const archiveArn = (region: string, bus: string) => arn('events', region, `archive/${bus}`);

const busArn = (region: string, bus: string) => arn('events', region, `event-bus/${bus}`);

/** One archive for each bus, of the same name. */
export const archivesOf = ({ region, buses }: EventRouting) =>
  buses.map((bus) => ({ ArchiveName: bus, EventSourceArn: busArn(region, bus), State: 'ENABLED' }));

const secondsIn = (value: unknown, name: string): number => {
  if (typeof value !== 'number') throw new ReplayRefused(`${name} must be a time`);
  return value * 1000;
};

const busIn = ({ EventSourceArn, Destination }: Wanted, { region, buses }: EventRouting): string => {
  const bus = buses.find((each) => archiveArn(region, each) === EventSourceArn);
  if (bus === undefined) throw new ReplayRefused(`there is no archive ${String(EventSourceArn)}`);
  if (Destination?.Arn !== busArn(region, bus))
    throw new ReplayRefused('an archive can be replayed to its own event bus only');
  return bus;
};

const rulesIn = ({ Destination }: Wanted, bus: string, { region, rules }: EventRouting) => {
  const wanted = Destination?.FilterArns;
  if (!Array.isArray(wanted) || wanted.length === 0) return rules;
  const found = rules.filter(
    (rule) => rule.bus === bus && wanted.includes(arn('events', region, `rule/${bus}/${rule.name}`)),
  );
  if (found.length < wanted.length) throw new ReplayRefused('FilterArns names a rule that does not exist');
  return found;
};

/**
 * Sends the events of a time from the archive again, to the rules that are named or to all. Gives how many events.
 * Rejects with ReplayRefused where EventBridge would refuse.
 */
export const replay = async (
  request: object,
  routing: EventRouting,
  archive: Archive,
  send: (deliveries: Delivery[]) => void,
): Promise<number> => {
  const wanted = request as Wanted;
  const bus = busIn(wanted, routing);
  const rules = rulesIn(wanted, bus, routing);
  const [from, to] = [
    secondsIn(wanted.EventStartTime, 'EventStartTime'),
    secondsIn(wanted.EventEndTime, 'EventEndTime'),
  ];
  let events = 0;
  for await (const event of archive.between(from, to)) {
    if (event.bus !== bus) continue;
    const body = event.body.replace('{', `{"replay-name":${JSON.stringify(wanted.ReplayName)},`);
    const deliveries = deliveriesOf({ bus, body }, JSON.parse(event.body) as object, rules);
    if (deliveries.length > 0) send(deliveries);
    events++;
  }
  return events;
};
