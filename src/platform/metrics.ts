import { settings } from './settings.ts';

// Of all services: dashboard and alarms read them by these names, and a service that counts something else does not compile.
const units = {
  OrdersCreated: 'Count',
  OrdersPlaced: 'Count',
  OrdersTurnedAway: 'Count',
  OrdersStocked: 'Count',
  DeliveriesBooked: 'Count',
  PaymentsInDoubt: 'Count',
  PaymentsWrong: 'Count',
  MailsUndeliverable: 'Count',
  Unreconciled: 'Count',
  OrdersStuck: 'Count',
  MailsCapped: 'Count',
  FreeSlots: 'Count',
  OutboxAge: 'Seconds',
} as const;

/** A number that the dashboard and the alarms know. */
export type Metric = keyof typeof units;

/**
 * Fields for a log line that make CloudWatch count it as well (embedded metric format): the namespace is
 * AcmeWebshop, the only dimension is the stage. No call, no library and no second line is needed.
 */
export const measured = (values: Partial<Record<Metric, number>>): Record<string, unknown> => ({
  _aws: {
    Timestamp: Date.now(),
    CloudWatchMetrics: [
      {
        Namespace: 'AcmeWebshop',
        Dimensions: [['Stage']],
        Metrics: (Object.keys(values) as Metric[]).map((Name) => ({ Name, Unit: units[Name] })),
      },
    ],
  },
  Stage: settings.stage,
  ...values,
});
