import { fieldOf } from '../contracts/subjects.ts';
import { type AnswerTo, type AskDatabase, askDatabase } from '../platform/database.ts';
import { log } from '../platform/log.ts';
import { inLogContext } from '../platform/logContext.ts';
import { measured } from '../platform/metrics.ts';
import { numberSetting } from '../platform/settings.ts';

/** How often an event is announced again before a person has to look: after 1, 3 and 7 times its limit. */
const REMINDERS = 3;

/** How many events are announced again in one run: a supplier who comes back is not to be flooded. */
const AT_ONCE = 100;

const REMIND = `mutation RemindOfStuckEvents($seconds: Int!, $reminders: Int!, $atOnce: Int!) {
  remindOfStuckEvents(seconds: $seconds, reminders: $reminders, atOnce: $atOnce) { stuck outboxAge events {
    event eventId subject subjectId correlationId waitedSeconds reminders remindedNow } } }`;

const FORGET = `mutation ForgetEvents($days: Int!) { forgetEvents(days: $days) }`;

type StuckEvent = AnswerTo<typeof REMIND>['remindOfStuckEvents']['events'][number];

const tell = ({ subject, subjectId, correlationId, event, eventId, ...more }: StuckEvent) =>
  inLogContext({ correlationId, [fieldOf(subject)]: subjectId, event, eventId }, () =>
    log.warn('an event is stuck', { ...more }),
  );

/**
 * Looks after events whose effect takes too long: has them announced again, a few times and ever more rarely, and
 * tells the alarms how many orders are stuck. Keeps the outbox from growing for ever.
 */
export const watchdog = (ask: AskDatabase) => async () => {
  const { remindOfStuckEvents } = await ask(REMIND, {
    seconds: numberSetting('EFFECT_LIMIT'),
    reminders: REMINDERS,
    atOnce: AT_ONCE,
  });
  const { stuck, outboxAge, events } = remindOfStuckEvents;
  events.forEach(tell);
  const reminded = events.filter(({ remindedNow }) => remindedNow).length;
  const { forgetEvents: forgotten } = await ask(FORGET, {
    days: numberSetting('OUTBOX_DAYS'),
  });
  log.info('watchdog looked', {
    reminded,
    forgotten,
    ...measured({ OrdersStuck: stuck, OutboxAge: outboxAge }),
  });
  return { stuck, outboxAge, reminded, forgotten };
};

/** Runs every five minutes. */
export const handler = () => watchdog(askDatabase)();
