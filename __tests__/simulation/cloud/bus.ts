import { compileEventPattern } from '../../../infra/local/messaging/eventPattern.ts';
import { eventPatternOf } from '../../../infra/resources/eventPattern.ts';
import { type Consumer, subscriptions } from '../../../src/contracts/subscriptions.ts';
import type { Engine } from '../engine/engine.ts';
import { POISON, type Queue } from './queue.ts';
import { type Answer, type Arrived, refusal, type Serve } from './serve.ts';
import type { Subjects } from './subjects.ts';

/** An event as PutEvents is given it. */
interface Entry {
  Source: string;
  DetailType: string;
  Detail: string;
}

/** An event that the bus took, as its archive keeps it. */
export interface Archived {
  at: number;
  name: string;
  detail: { metadata: { eventId: string }; orderId: string };
  body: string;
}

const LATE_MS = 600_000;
const REPLAY_MS = 30_000;

const rules = (Object.keys(subscriptions) as Consumer[]).map((consumer) => ({
  consumer,
  matches: compileEventPattern(eventPatternOf(subscriptions[consumer])),
}));

// An order by invoice that is lost before it is stored is known to the bus's archive only (docs/reliability.md).
const mayBeLost = (consumer: string, body: string): boolean =>
  consumer !== 'placeOrder' || !body.includes('"payment":{"provider":"invoice"');

/** EventBridge: events go to the queues of those who want them, at least once, at any time; its archive sends them again. */
export const busOver = (
  engine: Engine,
  subjects: Subjects,
  queues: ReadonlyMap<string, Queue>,
  isDown: (who: string) => boolean,
) => {
  const archive: Archived[] = [];
  const replays = new Map<string, { endsAt: number }>();

  const route = (consumer: string, body: string, site: string) => {
    const subject = subjects.of(body);
    const to = `${site}>${consumer}`;
    if (mayBeLost(consumer, body) && engine.fault('eventLost', to, body)) return;
    const copies = engine.fault('eventTwice', to, body) ? 2 : 1;
    const latest = engine.fault('eventLate', to, body) ? LATE_MS : 300;
    for (let copy = 1; copy <= copies; copy++) {
      const delay = 5 + Math.floor(engine.chance(`route ${to} ${copy}`) ** 3 * latest);
      engine.after(delay, `route ${to} ${copy}`, () =>
        queues.get(consumer)!.send(body, `${site}.${copy}`, subject),
      );
    }
    if (engine.fault('poison', to, ''))
      queues.get(consumer)!.send(`${POISON} ${to}`, `${POISON} ${to}`, subject);
  };

  const publish = ({ Source, DetailType, Detail }: Entry, site: string) => {
    const detail = JSON.parse(Detail) as Archived['detail'];
    const head = `"version":"0","id":"${site}","detail-type":"${DetailType}","source":"${Source}"`;
    const body = `{${head},"detail":${Detail}}`;
    archive.push({ at: engine.now, name: DetailType, detail, body });
    const event = { source: Source, 'detail-type': DetailType, detail };
    for (const { consumer, matches } of rules) if (matches(event)) route(consumer, body, site);
  };

  const put = ({ payload, site, about }: Arrived, answer: Answer) => {
    const { Entries } = payload as { Entries: Entry[] };
    if (isDown('events') || engine.fault('eventsRefused', site, about))
      return answer(refusal('InternalException', 500));
    const results = Entries.map((entry, index) => {
      const one = `${site}.${index}`;
      if (engine.fault('eventsInPart', one, entry.Detail))
        return { ErrorCode: 'InternalFailure', ErrorMessage: 'in part' };
      publish(entry, one);
      return { EventId: one };
    });
    if (engine.fault('eventsDoneButRefused', site, about)) return answer(refusal('InternalException', 500));
    const FailedEntryCount = results.filter((result) => 'ErrorCode' in result).length;
    return answer({ value: { FailedEntryCount, Entries: results } });
  };

  const startReplay = ({ payload, site }: Arrived, answer: Answer) => {
    const asked = payload as {
      ReplayName: string;
      EventStartTime: Date | number;
      EventEndTime: Date | number;
      Destination: { FilterArns: string[] };
    };
    const timeOf = (time: Date | number) => (typeof time === 'number' ? time * 1000 : time.getTime());
    const [from, to] = [timeOf(asked.EventStartTime), timeOf(asked.EventEndTime)];
    const wanted = asked.Destination.FilterArns.map((arn) => arn.split('/').at(-1)!);
    replays.set(asked.ReplayName, { endsAt: engine.now + REPLAY_MS });
    archive
      .filter(({ at }) => at >= from && at < to)
      .forEach(({ name, detail, body }, index) => {
        const event = {
          source: (JSON.parse(body) as { source: string }).source,
          'detail-type': name,
          detail,
        };
        for (const { consumer, matches } of rules)
          if (wanted.includes(consumer) && matches(event)) route(consumer, body, `${site}.replayed${index}`);
      });
    answer({ value: { State: 'STARTING' } });
  };

  const describeReplay = ({ payload }: Arrived, answer: Answer) => {
    const found = replays.get((payload as { ReplayName: string }).ReplayName);
    if (found === undefined) return answer(refusal('ResourceNotFoundException', 400));
    return answer({ value: { State: found.endsAt <= engine.now ? 'COMPLETED' : 'RUNNING' } });
  };

  const serve: Serve = (arrived, answer) => {
    if (arrived.operation === 'PutEvents') return put(arrived, answer);
    return arrived.operation === 'StartReplay'
      ? startReplay(arrived, answer)
      : describeReplay(arrived, answer);
  };
  return { serve, archive };
};
