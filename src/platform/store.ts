import DataLoader from 'dataloader';
import type { EventsOf, Consumer } from '../contracts/subscriptions.ts';
import { OrderId } from '../contracts/fields.ts';
import { invalid, Problem } from '../contracts/problem.ts';
import type { Parameters, Sql } from './rdsData.ts';

/**
 * Runs a writing statement and gives the rows of its answer. The statement reads `with … -- answer …`: named parts,
 * and after the line "-- answer" what the caller is told. A part called `event` (type, subject, correlation_id,
 * detail) is announced: it is committed with the change, published after it, and repeated until it was heard.
 */
export type Write = <Row>(statement: string, parameters: Parameters) => Promise<Row[]>;

/** What a store is given: `sql` for questions, `write` for changes. */
export interface StoreEdges {
  sql: Sql;
  write: Write;
}

/**
 * What an event must have led to at a consumer: an SQL condition over `e`, its row (subject_id text, detail jsonb), that
 * names the owner's tables and published views only; or the words that say who watches over it instead. An event
 * of which every effect is watched elsewhere can't be written to the outbox.
 * Write scalar subqueries and not "exists", which the planner may turn into a hash of the whole table.
 */
export type Effect = { condition: string } | { watchedElsewhere: string };

/** The effect of each event at these consumers; one that is missing does not compile. */
export type EffectsAt<Name extends Consumer> = { [Each in Name]: Record<EventsOf<Each>, Effect> };

const MAX_BATCH = 100;

/** The id of an order as it was given; anything else is refused. */
export const idOf = (orderId: string): string => {
  const { success, data } = OrderId.safeParse(orderId);
  if (!success) throw invalid({ field: 'orderId', message: 'must be a UUID' });
  return data;
};

/** An input whose order id was checked. */
export const withId = <Input extends { orderId: string }>(input: Input): Input => ({
  ...input,
  orderId: idOf(input.orderId),
});

const refuseOddBatch = ({ length }: readonly unknown[]): void => {
  if (length === 0 || length > MAX_BATCH)
    throw new Problem('INVALID_REQUEST', `A batch has 1 to ${MAX_BATCH} items.`);
};

/** A batch of order ids that were checked; an empty or too large one is refused. */
export const idsOf = (orderIds: readonly string[]): string[] => {
  refuseOddBatch(orderIds);
  return orderIds.map(idOf);
};

/** The same for a batch of inputs. */
export const withIds = <Input extends { orderId: string }>(inputs: readonly Input[]): Input[] => {
  refuseOddBatch(inputs);
  return inputs.map(withId);
};

/**
 * Works through inputs in as few rounds as possible such that no round has an order twice: one SQL
 * statement can't touch a row twice. `work` gives its results by order id; they come back in input order.
 */
export const inRounds = async <Input extends { orderId: string }, Result>(
  inputs: readonly Input[],
  work: (round: Input[]) => Promise<Map<string, Result>>,
): Promise<Result[]> => {
  const results = new Array<Result>(inputs.length);
  let waiting = [...inputs.entries()];
  while (waiting.length > 0) {
    const round = new Map<string, [number, Input]>();
    const later: typeof waiting = [];
    for (const entry of waiting) {
      if (round.has(entry[1].orderId)) later.push(entry);
      else round.set(entry[1].orderId, entry);
    }
    const found = await work([...round.values()].map(([, input]) => input));
    for (const [orderId, [index]] of round) {
      const result = found.get(orderId);
      if (result === undefined) throw new Error(`The database gave no result for order ${orderId}`);
      results[index] = result;
    }
    waiting = later;
  }
  return results;
};

/** Writes many orders a statement, in rounds; the statement answers an outcome for each order of `parameter`. */
export const writeRounds =
  <Input extends { orderId: string }, Outcome>(write: Write, statement: string, parameter: string) =>
  (inputs: readonly Input[], more: Parameters = {}): Promise<{ orderId: string; outcome: Outcome }[]> =>
    inRounds(inputs, async (round) => {
      const rows = await write<{ orderId: string; outcome: Outcome }>(statement, {
        ...more,
        [parameter]: JSON.stringify(round),
      });
      return new Map(rows.map((row) => [row.orderId, row]));
    });

/** A row of what belongs to an order. */
export interface OfOrder {
  orderId: string;
}

/**
 * Loads what belongs to orders: however many are asked for at the same moment (a page of them, say), `statement` runs
 * once, with their ids as `:ids`, joined by commas.
 */
export const rowsByOrder = <Row extends OfOrder>(sql: Sql, statement: string) => {
  const loader = new DataLoader<string, Row[]>(
    async (ids) => {
      const rows = Map.groupBy(
        await sql<Row>(statement, { ids: [...new Set(ids)].join(',') }),
        ({ orderId }) => orderId,
      );
      return ids.map((id) => rows.get(id) ?? []);
    },
    { cache: false },
  );
  return ({ orderId }: OfOrder): Promise<Row[]> => loader.load(orderId);
};
