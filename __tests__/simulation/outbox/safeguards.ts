import type { Safeguards } from '../safeguard.ts';

const ROW_IN_TABLE = `  insert into outbox (subject_kind, subject_id, type, correlation_id, detail)
  select \${KIND}, subject::text, type, correlation_id,
    jsonb_build_object(coalesce(\${KIND}, '') || 'Id', subject) || detail
  from event
  returning \${OUTBOX_ROW}`;

const ROW_NOWHERE = `  select gen_random_uuid() as event_id, \${KIND} as subject_kind, subject::text as subject_id, type, correlation_id,
    (jsonb_build_object(coalesce(\${KIND}, '') || 'Id', subject) || detail)::text as detail,
    (extract(epoch from now()) * 1000)::bigint as occurred_at
  from event`;

/** What sees to it that every committed change is announced, and heard. */
export const outboxSafeguards: Safeguards = {
  'outbox-in-same-statement': {
    what: 'An event is committed in the statement that changes the state, and not only published after it.',
    changes: [{ file: 'database/outbox.ts', from: ROW_IN_TABLE, to: ROW_NOWHERE }],
  },
  'failed-entries-are-looked-at': {
    what: 'Of a PutEvents that was answered 200, each entry is looked at.',
    changes: [{ file: 'platform/eventBus.ts', from: 'result?.EventId !== undefined', to: 'result !== null' }],
  },
  relay: {
    what: 'What was committed and not announced is announced within minutes.',
    changes: [
      {
        file: 'database/relay.ts',
        from: 'const result = await relay(sqlOverDataApi, announceOnBus)();',
        to: 'const result = { announced: 0, failed: 0, relay: [relay, sqlOverDataApi, announceOnBus] };',
      },
    ],
  },
  watchdog: {
    what: 'What was announced and has had no effect is announced again, also what the bus has lost.',
    changes: [{ file: 'operations/watchdog.ts', from: 'const REMINDERS = 3;', to: 'const REMINDERS = 0;' }],
    rates: { eventLost: 0.02 },
  },
  'relay-and-watchdog': {
    what: 'Each of both announces what the other one has missed.',
    with: ['relay', 'watchdog'],
  },
  'outages-are-waited-for': {
    what: 'Where somebody is down, a message waits for as long as that takes, and is not given up.',
    changes: [
      {
        file: 'platform/consume.ts',
        from: 'if (isOutage(error)) await queue.hide(record, pauseAfter(attempt, settings.longestPause));\n    else if (attempt >= TRIES)',
        to: 'if (attempt >= TRIES || (attempt > TRIES && isOutage(error)))',
      },
    ],
    rates: { booksDown: 0.7 },
  },
  'given-up-at-the-fifth': {
    what: 'What nobody can read goes to the dead letters at its fifth receive.',
    changes: [
      {
        file: 'platform/consume.ts',
        from: 'else if (attempt >= TRIES) {',
        to: 'else if (attempt > 1000) {',
      },
    ],
    rates: { poison: 0.02 },
    unneeded:
      'The queue itself gives a message up at its hundredth receive. The fifth makes it known in a quarter of an hour instead of five hours.',
  },
  'deadline-of-each-message': {
    what: 'A message that hangs is told late by itself, before the function is ended with all others of its batch.',
    changes: [
      {
        file: 'platform/consume.ts',
        from: 'return within(time, react(event as EventOf<EventsOf<Name>>));',
        to: 'return time < 0 ? within(time, react(event as EventOf<EventsOf<Name>>)) : react(event as EventOf<EventsOf<Name>>);',
      },
    ],
    rates: { answerLost: 0.02 },
    unneeded: 'All of a batch are safe to be handled again. It saves the others of the batch the wait.',
  },
};
