import type { Announcement, Evidence, OrderRow, WaitingMessage } from '../../infra/audit/evidence.ts';
import type { Session } from './database/session.ts';
import type { Engine } from './engine/engine.ts';
import { INVOICES_PER_DAY, MAILS_PER_DAY, SLOT_CAPACITY } from './environment.ts';
import type { Message } from './cloud/queue.ts';
import { services } from './services.ts';
import type { Stage } from './stage.ts';
import { troublesOf } from './troubles.ts';

const MINUTE = 60_000;

const policy = {
  slotCapacity: SLOT_CAPACITY,
  mailsPerDay: MAILS_PER_DAY,
  invoicesPerDay: INVOICES_PER_DAY,
  claimMs: 95_000,
  healMs: 120 * MINUTE,
  // While all heals, the relay is rung every five minutes only.
  relayMs: 8 * MINUTE,
  statementMs: 10_000,
};

const rowsIn = async (session: Session, sql: string): Promise<unknown[]> =>
  (await session.rowsOf(`select to_jsonb(t)::text from (${sql}) t`)).map(
    ([text]) => JSON.parse(text!) as unknown,
  );

const tablesIn = async (session: Session): Promise<Partial<Evidence>> => {
  const tables = Object.entries(Object.assign({}, ...services.map(({ tables }) => tables ?? {})) as object);
  const rows = tables.map(async ([name, sql]) => [name, await rowsIn(session, sql as string)] as const);
  return Object.fromEntries(await Promise.all(rows)) as Partial<Evidence>;
};

const waitingIn = (consumer: string, { body }: Message): WaitingMessage => {
  try {
    const event = JSON.parse(body) as { 'detail-type': string; detail: { orderId?: string } };
    return { consumer, event: event['detail-type'], orderId: event.detail.orderId };
  } catch {
    return { consumer, event: 'nonsense', orderId: undefined };
  }
};

const messagesIn = ({ queues }: Stage, of: 'waiting' | 'deadLetters' | 'putBack') =>
  [...queues].flatMap(([name, queue]) => queue[of]().map((message) => waitingIn(name, message)));

const announced = ({ bus }: Stage): Announcement[] =>
  bus.archive.map(({ at, name, detail }) => ({
    eventId: detail.metadata.eventId,
    event: name,
    orderId: detail.orderId,
    at,
  }));

/** All that can be seen from outside at this moment: the third parties, the tables, the queues, and what people were told. */
export const evidenceOf = async (engine: Engine, stage: Stage, session: Session): Promise<Evidence> => {
  session.tellTime(engine.now);
  const seen = Object.assign(
    {},
    ...stage.parties.map((party) => party.evidence?.() ?? {}),
    await tablesIn(session),
  ) as Evidence;
  return {
    ...seen,
    orders: seen.orders.map(({ terms, ...row }): OrderRow => ({ ...row, terms: terms ?? undefined })),
    now: engine.now,
    isHealed: true,
    policy,
    queued: messagesIn(stage, 'waiting'),
    deadLetters: messagesIn(stage, 'deadLetters'),
    putBack: messagesIn(stage, 'putBack'),
    announcements: announced(stage),
    told: stage.people.told,
    faults: engine.happened.flatMap(troublesOf),
  };
};
