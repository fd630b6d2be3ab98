import { type EventName, type EventOf, events } from '../contracts/events.ts';
import { fieldOf, type Subject } from '../contracts/subjects.ts';
import { type Announce, eventOf } from '../platform/eventBus.ts';
import { log } from '../platform/log.ts';
import { inLogContext } from '../platform/logContext.ts';
import { measured, type Metric } from '../platform/metrics.ts';
import type { Parameters, Sql } from '../platform/rdsData.ts';
import type { Write } from '../platform/store.ts';
import { watchedEvents } from './effects.ts';

/** An outbox row as statements return it; `detail` is JSON text without metadata. */
export interface OutboxRow {
  event_id: string;
  subject_kind: Subject;
  subject_id: string;
  type: EventName;
  detail: string;
  correlation_id: string;
  /** In ms since 1970. */
  occurred_at: number;
}

/** The columns of an `OutboxRow`, to be selected from the outbox. */
export const OUTBOX_ROW = `id as event_id, subject_kind, subject_id, type, detail::text as detail, correlation_id,
  (extract(epoch from created_at) * 1000)::bigint as occurred_at`;

// What this instance announced since its last statement. A statement of its own for each event would cost a round trip.
// It waits for nobody: statements that note the same events in different orders would lock each other out, and an
// event that stays unnoted is only announced once more.
const SETTLED = `settled as (
  update outbox set published_at = now() where id in (
    select id from outbox where id = any(string_to_array(:settled, ',')::uuid[]) and published_at is null
    for update skip locked)
)`;

// An event that the watchdog has no effect for has no kind here, and a row without a kind is refused by the table.
const KIND = `'${JSON.stringify(
  Object.fromEntries(watchedEvents.map((name) => [name, events[name].subject])),
)}'::jsonb ->> type`;

const ANNOUNCED = `announced as (
  insert into outbox (subject_kind, subject_id, type, correlation_id, detail)
  select ${KIND}, subject::text, type, correlation_id,
    jsonb_build_object(coalesce(${KIND}, '') || 'Id', subject) || detail
  from event
  returning ${OUTBOX_ROW}
)`;

const PARTS = /^with\s([^]*)\n-- answer\n([^]*)/m;

// Who knows what the Data API's own parser makes of an apostrophe or a colon in a comment.
const withoutComments = (text: string): string => text.replaceAll(/^ *--.*\n/gm, '');

/** A store's writing statement with what the outbox adds to it; see `Write` in platform/store.ts. */
const compose = (statement: string) => {
  const found = PARTS.exec(statement);
  if (!found)
    throw new Error(`A writing statement reads "with … -- answer …", not: ${statement.slice(0, 80)}`);
  const [parts, answer] = [withoutComments(found[1]!), withoutComments(found[2]!)];
  const announces = /^event as \(/m.test(parts);
  const text = announces
    ? `with ${SETTLED},\n${parts},\n${ANNOUNCED},\nanswer as (\n${answer})
select to_jsonb(answer)::text as answer, null as announced from answer
union all
select null, to_jsonb(announced)::text from announced`
    : `with ${SETTLED},\n${parts}\n${answer}`;
  return { text, announces };
};

/** The event that an outbox row stands for. */
const eventIn = ({ event_id, type, detail, correlation_id, occurred_at }: OutboxRow): EventOf<EventName> =>
  eventOf(
    type,
    events[type].detail.parse({
      ...(JSON.parse(detail) as object),
      metadata: {
        eventId: event_id,
        version: 1,
        occurredAt: new Date(occurred_at).toISOString(),
        correlationId: correlation_id,
      },
    }),
  );

/**
 * What the dashboard counts the commit of an event as; of the others it counts nothing. It stands here, and not in the
 * stores, because only the outbox knows that it was committed. A changed delivery time counts again.
 */
const counted: Partial<Record<EventName, Metric>> = {
  OrderPlaced: 'OrdersPlaced',
  OrderDeliverable: 'OrdersStocked',
  DeliveryBooked: 'DeliveriesBooked',
};

/** Does the work in the context of a row's event, which may be one that can't be read. */
const inRowContext = <Result>(row: OutboxRow, work: () => Result): Result =>
  inLogContext(
    {
      correlationId: row.correlation_id,
      [fieldOf(row.subject_kind)]: row.subject_id,
      event: row.type,
      eventId: row.event_id,
    },
    work,
  );

/** Announces events, all at once; gives the rows whose events the bus accepted, and logs why each other failed. */
export const announceRows = async <Row extends OutboxRow>(
  rows: readonly Row[],
  announce: Announce,
): Promise<Row[]> => {
  const announceOne = async (row: Row): Promise<Row[]> => {
    try {
      await announce(eventIn(row));
      return [row];
    } catch (error) {
      log.error('an event could not be announced', { error });
      return [];
    }
  };
  return (await Promise.all(rows.map((row) => inRowContext(row, () => announceOne(row))))).flat();
};

interface ComposedRow {
  answer: string | null;
  announced: string | null;
}

const parsed = <Row>(texts: (string | null)[]): Row[] =>
  texts.flatMap((text) => (text === null ? [] : [JSON.parse(text) as Row]));

/**
 * The writes of one Lambda instance: each notes in its own statement what was announced before, and announces its
 * own events after their commit. What fails is logged and left for the relay.
 */
export const outboxOver = (sql: Sql, announce: Announce): Write => {
  const published = new Set<string>();
  const composed = new Map<string, ReturnType<typeof compose>>();

  const composedOf = (statement: string) => {
    const known = composed.get(statement) ?? compose(statement);
    composed.set(statement, known);
    return known;
  };

  const publish = async (rows: readonly OutboxRow[]) => {
    for (const row of rows) {
      const metric = counted[row.type];
      inRowContext(row, () => log.info(`${row.type} committed`, metric && measured({ [metric]: 1 })));
    }
    for (const { event_id } of await announceRows(rows, announce)) published.add(event_id);
  };

  const run = async <Row>(text: string, parameters: Parameters): Promise<Row[]> => {
    const settled = [...published];
    // Taken out at once, so that of many statements under way only one notes them.
    published.clear();
    try {
      return await sql<Row>(text, { ...parameters, settled: settled.join(',') });
    } catch (error) {
      settled.forEach((id) => published.add(id));
      throw error;
    }
  };

  return async <Row>(statement: string, parameters: Parameters) => {
    const { text, announces } = composedOf(statement);
    if (!announces) return run<Row>(text, parameters);
    const rows = await run<ComposedRow>(text, parameters);
    await publish(parsed<OutboxRow>(rows.map(({ announced }) => announced)));
    return parsed<Row>(rows.map(({ answer }) => answer));
  };
};
