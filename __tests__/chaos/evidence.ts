import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type pg from 'pg';
import type { Announcement, BankPayment, DeliveredMail, Evidence } from '../../infra/audit/evidence.ts';
import { shopFacts } from '../../src/contracts/markets.ts';
import { queuesAt } from './queues.ts';
import type { Victim } from './victim.ts';

const ms = (column: string) => `floor(extract(epoch from ${column}) * 1000)::float8`;

// Each gives the rows of one kind of evidence, named as there.
const QUERIES = {
  orders: `select o.id as "orderId", o.status, o.cancelled_reason as "cancelledReason", o.customer_market as market,
    o.customer_email as email, o.org_number as "orgNumber", o.test_id as "testId", o.payment as terms, ${ms('o.paid_at')} as "paidAt",
    ${ms('o.created_at')} as "placedAt", o.local_price::float8 as total, o.total_price as "totalUsd",
    d.due_local::float8 as due, d.due_usd as "dueUsd" from orders o join due_orders d on d.order_id = o.id`,
  lines: `select order_id as "orderId", sku, quantity, unit_price as "unitPriceUsd", local_price::float8 as price, refunded
    from order_lines`,
  history: `select order_id as "orderId", status, ${ms('at')} as at from order_history order by id`,
  refunds: `select id as "refundId", order_id as "orderId", lines, amount_local::float8 as amount,
    amount_usd as "amountUsd", ${ms('at')} as at from refunds`,
  payments: `select id, order_id as "orderId", state, captured::float8, refunded::float8 from payments`,
  settlements: `select order_id as "orderId", announced, ${ms('let_go_at')} as "letGoAt" from settlements`,
  ledger: `select order_id as "orderId", kind, amount as "amountUsd" from ledger_entries`,
  deliveries: `select order_id as "orderId", market, ${ms('time')} as time, changes, ${ms('cancelled_at')} as "cancelledAt"
    from deliveries`,
  slots: `select market, ${ms('time')} as time, taken from delivery_slots`,
  mails: `select order_id as "orderId", mail, claims, ${ms('claimed_at')} as "claimedAt", ${ms('sent_at')} as "sentAt", state
    from email_ledger`,
  outbox: `select id as "eventId", type as event, subject_id as "orderId", ${ms('created_at')} as "createdAt",
    ${ms('published_at')} as "publishedAt", attempts, reminders, stuck as "isStuck" from outbox`,
} as const;

type Kind = keyof typeof QUERIES;

const rowsOf = async (victim: Victim): Promise<Pick<Evidence, Kind>> => {
  const found: Partial<Record<Kind, pg.QueryResultRow[]>> = {};
  for (const kind of Object.keys(QUERIES) as Kind[]) found[kind] = await victim.rows(QUERIES[kind]);
  const rows = found as unknown as Pick<Evidence, Kind>;
  // An order of a release that charged at once has no terms; SQL says so with null.
  return { ...rows, orders: rows.orders.map((order) => ({ ...order, terms: order.terms ?? undefined })) };
};

const paymentsAt = async (bank: string, provider: string): Promise<BankPayment[]> => {
  const found: BankPayment[] = [];
  for (let after = ''; ;) {
    const answer = await fetch(`${bank}/${provider}/v1/payments?${new URLSearchParams(after && { after })}`);
    const page = (await answer.json()) as {
      payments: (BankPayment & { metadata: { orderId?: string } })[];
      next: string | null;
    };
    found.push(...page.payments.map((each) => ({ ...each, orderId: each.metadata.orderId })));
    if (page.next === null) return found;
    after = page.next;
  }
};

// <ORDER.KIND.MORE@acmecorp.xyz>, which a long line may have pushed to the next one.
const MESSAGE_ID = /^message-id:\s*<([0-9a-f-]{36})\.([^@>]+)@/im;

const mailsIn = (directory: string): DeliveredMail[] => {
  const store = new DatabaseSync(join(directory, 'mailbox', 'mails.sqlite'), { readOnly: true });
  const rows = store.prepare('select received_at, recipients, substr(raw, 1, 4000) as head from mails').all();
  store.close();
  return rows.flatMap((row) => {
    const head = Buffer.from(row['head'] as Uint8Array).toString('latin1');
    const [, orderId = '', name = ''] = MESSAGE_ID.exec(head) ?? [];
    const recipients = String(row['recipients']).trim().split(' ');
    const receivedAt = Number(row['received_at']);
    return recipients.map((to) => ({ orderId, mail: name.replace('.', ':'), to, receivedAt }));
  });
};

const announcementsIn = (directory: string): Announcement[] => {
  const file = join(directory, 'events', 'archive.jsonl');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines.flatMap((line) => {
    try {
      const { at, body } = JSON.parse(line) as { at: number; body: string };
      const { 'detail-type': event, detail } = JSON.parse(body) as {
        'detail-type': string;
        detail: { orderId: string; metadata: { eventId: string } };
      };
      return [{ eventId: detail.metadata.eventId, event, orderId: detail.orderId, at }];
    } catch {
      // A killed process leaves half a line.
      return [];
    }
  });
};

/** What can be seen of a running shop from outside; `more` is what only its tester knows. */
export const evidenceOf = async (
  victim: Victim,
  more: Pick<Evidence, 'isHealed' | 'policy' | 'told' | 'faults'>,
): Promise<Evidence> => {
  const { directory, ports } = victim.place;
  const queues = queuesAt(ports.QUEUES);
  const banks = Object.keys(shopFacts.providers).map((bank) => paymentsAt(victim.shop().bank, bank));
  return {
    now: Date.now(),
    ...more,
    ...(await rowsOf(victim)),
    bank: (await Promise.all(banks)).flat(),
    mailbox: mailsIn(directory),
    announcements: announcementsIn(directory),
    queued: await queues.waiting(),
    deadLetters: await queues.dead(),
    putBack: [],
  };
};
