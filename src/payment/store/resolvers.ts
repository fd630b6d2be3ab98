import type {
  Account,
  LeaseInput,
  LetGo,
  MutationResolvers,
  Noting,
  OrderResolvers,
  OrderToPay,
  Payment,
  PaymentInput,
  QueryResolvers,
  Reconciliation,
  SettledInput,
  SettlementTaken,
  UnpaidOrder,
} from '../../platform/databaseSchema.ts';
import {
  idOf,
  inRounds,
  type OfOrder,
  rowsByOrder,
  type StoreEdges,
  withIds,
  writeRounds,
} from '../../platform/store.ts';
import NOTE_PAYMENTS from './notePayments.sql';
import NOTE_SETTLEMENTS from './noteSettlements.sql';
import PAYMENTS_OF_ORDERS from './paymentsOfOrders.sql';
import TAKE_SETTLEMENTS from './takeSettlements.sql';

const MAX_PAGE = 200;
const FIRST_UUID = '00000000-0000-0000-0000-000000000000';

const RELEASE = `
with given as (
  select * from jsonb_to_recordset(:orders::jsonb) as g("orderId" uuid, lease uuid)
)
-- answer
update settlements s set lease = null, leased_until = null from given g
where s.order_id = g."orderId" and s.lease = g.lease`;

const STANDINGS = `
select g.id, (select to_jsonb(o) from (
    select d.payment->>'paymentId' as "paymentId", d.payment is not null as "isOurs", d.due_local as due
    from due_orders d where d.order_id = g."orderId") o)::text as "order",
  p.replay, (extract(epoch from p.replayed_at) * 1000)::bigint as "replayedAt"
from jsonb_to_recordset(:payments::jsonb) as g(id text, "orderId" uuid) left join payments p on p.id = g.id`;

const UNPAID = `
select d.order_id as "orderId", r.correlation_id as "correlationId",
  (select s.announced from settlements s where s.order_id = d.order_id) as announced
from due_orders d join order_recipients r on r.order_id = d.order_id
where d.paid_at is null and d.status <> 'CANCELLED' and d.placed_at < now() - make_interval(secs => :seconds::int)
order by d.placed_at limit :first`;

const ACCOUNTS = `
select order_id as "orderId", status, currency, due_local as due, due_usd as "dueUsd", test_id as "testId",
  payment::text as terms, paid_at is not null as "isPaid"
from due_orders where order_id > :after::uuid order by order_id limit :first`;

// The order's row, should there be one, is stored before the mark or sees it: whoever settles takes this row.
const LET_GO = `
with marked as (
  insert into settlements as s (order_id, let_go_at)
  select :orderId::uuid, now()
  where not exists (select 1 from due_orders d where d.order_id = :orderId::uuid)
  on conflict (order_id) do update set let_go_at = coalesce(s.let_go_at, now())
    where s.leased_until is null or s.leased_until <= now()
  returning order_id
)
-- answer
select case when exists (select 1 from marked) then 'MARKED' else 'NOT_NOW' end as outcome`;

const NOTE_REPLAY = `
with noted as (
  update payments set replay = :replay, replayed_at = now() where id = any(string_to_array(:ids, ','))
)
-- answer
select 1 as done`;

const RECONCILIATION = `
select (extract(epoch from begun_at) * 1000)::bigint as "begunAt", cursor
from reconciliations where provider = :provider`;

const KEEP_RECONCILIATION = `
with kept as (
  insert into reconciliations (provider, begun_at, cursor)
  values (:provider, to_timestamp(:begunAt::bigint / 1000.0), :cursor)
  on conflict (provider) do update set begun_at = excluded.begun_at, cursor = excluded.cursor
)
-- answer
select 1 as done`;

interface StandingRow {
  id: string;
  order: string | null;
  replay: string | null;
  replayedAt: number | null;
}

/** What answers the payment store's fields. */
export const paymentResolvers = ({ sql, write }: StoreEdges) => {
  const paymentsOf = rowsByOrder<{ payment: string } & OfOrder>(sql, PAYMENTS_OF_ORDERS);
  const noteSettlements = writeRounds<SettledInput, Noting>(write, NOTE_SETTLEMENTS, 'results');
  const take = (orders: readonly LeaseInput[], seconds: number) =>
    inRounds(orders, async (round) => {
      const rows = await write<SettlementTaken>(TAKE_SETTLEMENTS, { orders: JSON.stringify(round), seconds });
      return new Map(rows.map((row) => [row.orderId, row]));
    });

  return {
    Query: {
      paymentStandings: async (_, { payments }) => {
        const rows = await sql<StandingRow>(STANDINGS, { payments: JSON.stringify(withIds(payments)) });
        return rows.map(({ order, ...row }) => ({
          ...row,
          order: order === null ? null : (JSON.parse(order) as OrderToPay),
        }));
      },
      unpaidOrders: (_, { seconds, first }) =>
        sql<UnpaidOrder>(UNPAID, { seconds, first: Math.min(first, MAX_PAGE) }),
      accounts: (_, { first, after }) =>
        sql<Omit<Account, 'ledger' | 'emails'>>(ACCOUNTS, {
          first: Math.min(first, MAX_PAGE),
          after: idOf(after ?? FIRST_UUID),
        }),
      reconciliation: async (_, { provider }) =>
        (await sql<Reconciliation>(RECONCILIATION, { provider }))[0] ?? null,
    },
    Mutation: {
      takeSettlements: (_, { orders, seconds }) => take(withIds(orders), seconds),
      noteSettlements: (_, { settled }) => noteSettlements(withIds(settled)),
      releaseSettlements: async (_, { orders }) => {
        await write(RELEASE, { orders: JSON.stringify(withIds(orders)) });
        return true;
      },
      notePayments: async (_, { payments }: { payments: PaymentInput[] }) => {
        await write(NOTE_PAYMENTS, { payments: JSON.stringify(withIds(payments)) });
        return true;
      },
      noteReplay: async (_, { paymentIds, replay }) => {
        await write(NOTE_REPLAY, { ids: paymentIds.join(','), replay });
        return true;
      },
      letGo: async (_, { orderId }) =>
        (await write<{ outcome: LetGo }>(LET_GO, { orderId: idOf(orderId) }))[0]!.outcome,
      keepReconciliation: async (_, { provider, state: { begunAt, cursor } }) => {
        await write(KEEP_RECONCILIATION, { provider, begunAt, cursor: cursor ?? null });
        return true;
      },
    },
    Order: {
      payments: async (order: OfOrder) =>
        (await paymentsOf(order)).map(({ payment }) => JSON.parse(payment) as Payment),
    },
  } satisfies { Query: QueryResolvers; Mutation: MutationResolvers; Order: OrderResolvers };
};
