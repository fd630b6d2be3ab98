import { watchdog } from '../../../src/operations/watchdog.ts';
import type { AskDatabase } from '../../../src/platform/database.ts';
import { linesLogged } from '../../given.ts';

const stuckEvent = {
  subject: 'order',
  subjectId: 'order-1',
  correlationId: 'click-1',
  event: 'OrderPlaced',
  eventId: 'event-1',
  waitedSeconds: 700,
  reminders: 1,
  remindedNow: true,
};

test('The watchdog has stuck events announced again, tells of each, and raises the numbers that alarms watch', async () => {
  Object.assign(process.env, {
    STAGE: 'prod',
    ORDER_PLACED_LIMIT: '600',
    ORDER_DELIVERABLE_LIMIT: '700',
    DELIVERY_BOOKED_LIMIT: '800',
    ORDER_CANCELLED_LIMIT: '900',
    OUTBOX_DAYS: '30',
  });
  const lines = linesLogged();
  const asked: Record<string, unknown>[] = [];
  const ask: AskDatabase = async <Data>(_query: string, variables: Record<string, unknown>) => {
    asked.push(variables);
    const remindOfStuckEvents = { stuck: 7, outboxAge: 12.5, events: [stuckEvent] };
    return { remindOfStuckEvents, forgetEvents: 3 } as Data;
  };
  expect(await watchdog(ask)()).toEqual({ stuck: 7, outboxAge: 12.5, reminded: 1, forgotten: 3 });
  expect(asked).toEqual([
    {
      limits: [
        { event: 'OrderPlaced', seconds: 600 },
        { event: 'OrderDeliverable', seconds: 700 },
        { event: 'DeliveryBooked', seconds: 800 },
        { event: 'OrderCancelled', seconds: 900 },
      ],
      reminders: 3,
      atOnce: 100,
    },
    { days: 30 },
  ]);
  expect(lines()).toMatchObject([
    {
      level: 'WARN',
      message: 'an event is stuck',
      orderId: 'order-1',
      correlationId: 'click-1',
      reminders: 1,
    },
    { level: 'INFO', Stage: 'prod', OrdersStuck: 7, OutboxAge: 12.5 },
  ]);
});
