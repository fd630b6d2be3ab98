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

/** What sees to it that every committed change is announced. */
export const outboxSafeguards: Safeguards = {
  'outbox-in-same-statement': {
    what: 'An event is committed in the statement that changes the state, and not only published after it.',
    changes: [{ file: 'database/outbox.ts', from: ROW_IN_TABLE, to: ROW_NOWHERE }],
  },
  'failed-entries-are-looked-at': {
    what: 'Of a PutEvents that was answered 200, each entry is looked at.',
    changes: [{ file: 'platform/eventBus.ts', from: 'result?.EventId !== undefined', to: 'result !== null' }],
  },
};
