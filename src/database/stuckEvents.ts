import type {
  AnnouncedEvent,
  MutationRemindOfStuckEventsArgs as Patience,
  StuckEvent,
  StuckEvents,
} from '../platform/databaseSchema.ts';
import type { Announce } from '../platform/eventBus.ts';
import type { Parameters, Sql } from '../platform/rdsData.ts';
import { type OfOrder, rowsByOrder } from '../platform/store.ts';
import { HAS_EFFECT, watchedEvents } from './effects.ts';
import { announceRows, OUTBOX_ROW, type OutboxRow } from './outbox.ts';

// So few rows a statement that the planner looks each up by its index.
const BATCH = 250;
// After this no further batch is begun: a run must come to announcing before the database function's time-out of 25 s.
const ENOUGH_MS = 12_000;

// An effect proves that the event was announced, though nobody may have noted it.
const judging = (candidates: string) => `
with candidate as (${candidates}),
judged as (
  select e.id, ${HAS_EFFECT} as has_effect
  from candidate c join outbox e on e.id = c.id
  for update of e skip locked
),
noted as (
  update outbox e set checked_at = now(), stuck = not has_effect,
    published_at = case when has_effect then coalesce(e.published_at, now()) else e.published_at end,
    remind_at = case when has_effect then null else coalesce(e.remind_at, now()) end
  from judged j where e.id = j.id
  returning e.id
)
select count(*)::int as count from noted`;

const CHECK = judging(`
  select id from outbox
  where checked_at is null and type = :event and created_at <= now() - make_interval(secs => :seconds)
  order by created_at limit ${BATCH}`);

// By the database's clock, which also sets checked_at.
const NOW = `select to_json(now()) #>> '{}' as now`;

const RECHECK = judging(`
  select id from outbox where stuck and checked_at < :started::timestamptz order by checked_at limit ${BATCH}`);

const STUCK = `
select ${OUTBOX_ROW}, reminders, extract(epoch from now() - created_at)::int as waited,
  remind_at <= now() and reminders < :reminders as is_due
from outbox where stuck order by is_due desc, remind_at limit :atOnce`;

const NOTE_REMINDERS = `
update outbox e set reminders = e.reminders + 1,
  remind_at = now() + make_interval(secs => :seconds * power(2, e.reminders + 1))
where e.id = any(string_to_array(:ids, ',')::uuid[])`;

const GAUGES = `
select (select count(distinct (subject_kind, subject_id)) from outbox where stuck)::int as stuck,
  (select coalesce(extract(epoch from now() - min(created_at)), 0) from outbox where published_at is null)::float8 as "outboxAge"`;

interface StuckRow extends OutboxRow {
  reminders: number;
  waited: number;
  is_due: boolean;
}

type Clock = () => number;

/** Runs a statement that does a batch of work and tells how much: once, and on until nothing is left or time is up. */
const batchesOver =
  (sql: Sql, clock: Clock, deadline = clock() + ENOUGH_MS) =>
  async (statement: string, parameters: Parameters): Promise<number> => {
    for (let done = 0; ;) {
      const [{ count } = { count: 0 }] = await sql<{ count: number }>(statement, parameters);
      done += count;
      if (count < BATCH || clock() >= deadline) return done;
    }
  };

const stuckEventOf = (row: StuckRow, announced: ReadonlySet<string>): StuckEvent => ({
  event: row.type,
  eventId: row.event_id,
  subject: row.subject_kind,
  subjectId: row.subject_id,
  correlationId: row.correlation_id,
  waitedSeconds: row.waited,
  reminders: row.reminders + (announced.has(row.event_id) ? 1 : 0),
  remindedNow: announced.has(row.event_id),
});

/**
 * Finds events whose effect is not there after `seconds`, and announces them again: at most `atOnce` at a time and
 * each at most `reminders` times, waiting twice as long each time. Tells how many subjects (orders, say) are stuck.
 * What there is no time to look at waits for the next run.
 */
export const remindOfStuckEvents =
  (sql: Sql, announce: Announce, clock: Clock = Date.now) =>
  async ({ seconds, reminders, atOnce }: Patience): Promise<StuckEvents> => {
    const look = batchesOver(sql, clock);
    const [{ now: started } = { now: '' }] = await sql<{ now: string }>(NOW);
    for (const event of watchedEvents) await look(CHECK, { event, seconds });
    await look(RECHECK, { started });
    const rows = await sql<StuckRow>(STUCK, { reminders, atOnce });
    const accepted = await announceRows(
      rows.filter(({ is_due }) => is_due),
      announce,
    );
    const announced = new Set(accepted.map(({ event_id }) => event_id));
    // Noted after it was done: a crash in between announces once more, which is harmless.
    if (announced.size > 0) await sql(NOTE_REMINDERS, { seconds, ids: [...announced].join(',') });
    const [gauges = { stuck: 0, outboxAge: 0 }] = await sql<Pick<StuckEvents, 'stuck' | 'outboxAge'>>(GAUGES);
    return { ...gauges, events: rows.map((row) => stuckEventOf(row, announced)) };
  };

const FORGET = `
with old as (
  select id from outbox
  where checked_at is not null and not stuck and created_at < now() - make_interval(days => :days::int)
  order by created_at limit ${BATCH}
),
forgotten as (
  delete from outbox e using old where e.id = old.id returning e.id
)
select count(*)::int as count from forgotten`;

/** Deletes events whose effect is there and that are older than so many days; gives how many. */
export const forgetEvents =
  (sql: Sql, clock: Clock = Date.now) =>
  (days: number) =>
    batchesOver(sql, clock)(FORGET, { days });

const EVENTS = `
select subject_id as "orderId", id as "eventId", type as event, correlation_id as "correlationId",
  to_json(created_at) #>> '{}' as "createdAt", to_json(published_at) #>> '{}' as "publishedAt", stuck, reminders
from outbox where subject_kind = 'order' and subject_id = any(string_to_array(:ids, ',')) order by created_at`;

/** The events of an order that the outbox still knows. */
export const eventsOfOrder = (sql: Sql) => rowsByOrder<AnnouncedEvent & OfOrder>(sql, EVENTS);
