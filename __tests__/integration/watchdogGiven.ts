import { resolversOver } from '../../src/database/resolvers.ts';
import type { MutationRemindOfStuckEventsArgs as Patience } from '../../src/platform/databaseSchema.ts';
import { sql } from '../../src/platform/rdsData.ts';
import { aBus, withMigratedDatabase } from './databaseGiven.ts';

/** How many seconds the watchdog leaves an event. */
export const LIMIT = 10 * 60;

/** What payment notes of all orders that are settled. */
export const SETTLE = `insert into settlements (order_id, settled_due) select order_id, due_local from due_orders`;

/** How patient the watchdog is. */
export const patience = (changes: Partial<Patience> = {}): Patience => ({
  seconds: LIMIT,
  reminders: 3,
  atOnce: 100,
  ...changes,
});

/** A database service with a watchdog, and a bus that remembers. */
export const aWatchedShop = () => {
  const bus = aBus();
  const aService = () => resolversOver({ sql, announce: bus.announce, capacity: () => 50 });
  const service = aService();
  const remind = (changes: Partial<Patience> = {}, by = service) =>
    by.Mutation.remindOfStuckEvents(null, patience(changes));
  return { bus, aService, service, remind };
};

/** Gives each test of a file a database without orders and events. */
export const withoutOrders = () => {
  withMigratedDatabase();
  beforeEach(() =>
    sql(
      'truncate orders, order_lines, order_history, order_keys, refunds, deliveries, outbox, finance_ledger, ledger_entries, settlements, payments, payment_history, email_ledger',
    ),
  );
};
