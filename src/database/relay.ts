import { announce as announceOnBus } from '../platform/eventBus.ts';
import { log } from '../platform/log.ts';
import { type Sql, sql as sqlOverDataApi } from '../platform/rdsData.ts';
import type { Announce } from '../platform/eventBus.ts';
import { announceRows, OUTBOX_ROW, type OutboxRow } from './outbox.ts';

const BATCH = 100;

// A row that is taken is out of the way of other relays for a minute, for longer each time, at most an hour;
// if this relay dies, it comes back.
// It ends in a select because the Data API gives the rows of nothing else as JSON.
const TAKE = `
with due as (
  select id from outbox where published_at is null and retry_at <= now()
  order by retry_at limit :batch for update skip locked
),
taken as (
  update outbox o set attempts = attempts + 1,
    retry_at = now() + interval '1 minute' * least(power(2, least(o.attempts, 6)), 60)
  from due where o.id = due.id
  returning o.*
)
select ${OUTBOX_ROW} from taken`;

const MARK = `
update outbox set published_at = now() where id = any(string_to_array(:ids, ',')::uuid[])`;

/** Announces events whose change was committed but which were not announced, or not marked, within a minute. */
export const relay =
  (sql: Sql, announce: Announce) => async (): Promise<{ announced: number; failed: number }> => {
    let [announced, failed] = [0, 0];
    for (;;) {
      const rows = await sql<OutboxRow>(TAKE, { batch: BATCH });
      const accepted = await announceRows(rows, announce);
      if (accepted.length > 0) await sql(MARK, { ids: accepted.map(({ event_id }) => event_id).join(',') });
      announced += accepted.length;
      failed += rows.length - accepted.length;
      // A whole batch fails when the bus is down; a few may be rows that nobody can read.
      if (rows.length < BATCH || accepted.length === 0) return { announced, failed };
    }
  };

/** Runs every minute. */
export const handler = async () => {
  const result = await relay(sqlOverDataApi, announceOnBus)();
  if (result.announced > 0) log.info('relay announced what was left behind', result);
  if (result.failed > 0) throw new Error(`${result.failed} events could not be announced`);
  return result;
};
