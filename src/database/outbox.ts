import { type EventOf, type EventName, events } from '../contracts/events.ts';
import { type Announce, eventOf } from '../platform/eventBus.ts';
import { log } from '../platform/log.ts';
import { inLogContext } from '../platform/logContext.ts';
import { measured, type Metric } from '../platform/metrics.ts';
import type { Parameters, Sql } from '../platform/rdsData.ts';

/** An outbox row as statements return it; `detail` is JSON text without metadata. */
export interface OutboxRow {
  event_id: string;
  order_id: string;
  type: EventName;
  detail: string;
  correlation_id: string;
  /** In ms since 1970. */
  occurred_at: number;
}

/** The columns of an `OutboxRow`, to be selected from the outbox. */
export const OUTBOX_ROW = `id as event_id, order_id, type, detail::text as detail, correlation_id,
  (extract(epoch from created_at) * 1000)::bigint as occurred_at`;

/**
 * Marks events as published that this instance announced since its last statement. Part of every writing
 * statement, because a statement of its own for each event would cost a round trip.
 */
export const SETTLE = `settled as (
  update outbox set published_at = coalesce(published_at, now())
  where id = any(string_to_array(:settled, ',')::uuid[]))`;

/** The event that an outbox row stands for. */
export const eventIn = ({
  event_id,
  type,
  detail,
  correlation_id,
  occurred_at,
}: OutboxRow): EventOf<EventName> =>
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

/** What the change that each event of the outbox announces is counted as. A changed delivery time counts again. */
const counted: Partial<Record<EventName, Metric>> = {
  OrderPlaced: 'OrdersPlaced',
  OrderDeliverable: 'OrdersStocked',
  DeliveryBooked: 'DeliveriesBooked',
};

/** Does the work in the context of a row's event, which may be one that can't be read. */
const inRowContext = <Result>(row: OutboxRow, work: () => Result): Result =>
  inLogContext(
    { correlationId: row.correlation_id, orderId: row.order_id, event: row.type, eventId: row.event_id },
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

/** Announces committed events and keeps the books of what was announced. */
export interface Outbox {
  /** Runs a writing statement that contains SETTLE. */
  write: <Row>(statement: string, parameters: Parameters) => Promise<Row[]>;
  /** Announces events after their commit. What fails is logged and left for the relay. */
  publish(rows: OutboxRow[]): Promise<void>;
}

/** The outbox of one Lambda instance. */
export const outboxOver = (sql: Sql, announce: Announce): Outbox => {
  const published = new Set<string>();

  return {
    async write<Row>(statement: string, parameters: Parameters) {
      const settled = [...published];
      const rows = await sql<Row>(statement, { ...parameters, settled: settled.join(',') });
      settled.forEach((id) => published.delete(id));
      return rows;
    },
    async publish(rows) {
      for (const row of rows) {
        const metric = counted[row.type];
        inRowContext(row, () => log.info(`${row.type} committed`, metric && measured({ [metric]: 1 })));
      }
      for (const { event_id } of await announceRows(rows, announce)) published.add(event_id);
    },
  };
};
