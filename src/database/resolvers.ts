import type { Market } from '../contracts/fields.ts';
import { OrderId } from '../contracts/fields.ts';
import { invalid, Problem } from '../contracts/problem.ts';
import type { Announce } from '../platform/eventBus.ts';
import type { Sql } from '../platform/rdsData.ts';
import { bookDelivery, takenSlots } from './deliveries.ts';
import { claimEmails, markEmailsSent, recordLedgerEntries, releaseEmails } from './ledgers.ts';
import { getAllTestOrders, getOrder, placeOrders, updateOrderStatuses } from './orders.ts';
import { outboxOver } from './outbox.ts';
import type {
  DeliveryData,
  LedgerEntryInput,
  MailInput,
  OrderInput,
  Patience,
  StatusChange,
} from './schema.ts';
import { eventsOfOrder, forgetEvents, remindOfStuckOrders } from './stuckOrders.ts';

const MAX_PAGE = 200;
const MAX_BATCH = 100;
const FIRST_UUID = '00000000-0000-0000-0000-000000000000';

const idOf = (orderId: string): string => {
  const { success, data } = OrderId.safeParse(orderId);
  if (!success) throw invalid({ field: 'orderId', message: 'must be a UUID' });
  return data;
};

const withId = <Input extends { orderId: string }>(input: Input): Input => ({
  ...input,
  orderId: idOf(input.orderId),
});

const withIds = <Input extends { orderId: string }>(inputs: readonly Input[]): Input[] => {
  if (inputs.length === 0 || inputs.length > MAX_BATCH)
    throw new Problem('INVALID_REQUEST', `A batch has 1 to ${MAX_BATCH} items.`);
  return inputs.map(withId);
};

const pageOf = (size: number): number => {
  if (size < 1) throw invalid({ field: 'first', message: 'must be at least 1' });
  return Math.min(size, MAX_PAGE);
};

const first = <Result>(results: readonly Result[]): Result => results[0]!;

/** What answers the fields of schema.graphql, over the given SQL and bus. */
export const resolversOver = ({
  sql,
  announce,
  capacity,
}: {
  sql: Sql;
  announce: Announce;
  capacity: () => number;
}) => {
  const outbox = outboxOver(sql, announce);
  const place = placeOrders(outbox);
  const change = updateOrderStatuses(outbox);
  const book = bookDelivery(outbox, capacity);
  const record = recordLedgerEntries(outbox);
  const claim = claimEmails(outbox);
  const markSent = markEmailsSent(outbox);
  const release = releaseEmails(outbox);
  const find = getOrder(sql);
  const findTestOrders = getAllTestOrders(sql);
  const taken = takenSlots(sql);
  const remind = remindOfStuckOrders(sql, announce);
  const forget = forgetEvents(sql);
  const eventsOf = eventsOfOrder(sql);

  return {
    Query: {
      getOrder: (_: unknown, { id }: { id: string }) => find(idOf(id)),
      getAllTestOrders: async (_: unknown, args: { testId: number; first: number; after?: string }) =>
        findTestOrders(args.testId, pageOf(args.first), idOf(args.after ?? FIRST_UUID)),
      takenSlots: (_: unknown, { market, from }: { market: Market; from: number }) => taken(market, from),
    },
    Mutation: {
      placeOrder: async (_: unknown, { order }: { order: OrderInput }) => first(await place([withId(order)])),
      placeOrders: (_: unknown, { orders }: { orders: OrderInput[] }) => place(withIds(orders)),
      updateOrderStatus: async (_: unknown, { id, status }: { id: string; status: StatusChange['status'] }) =>
        first(await change([withId({ orderId: id, status })])),
      updateOrderStatuses: (_: unknown, { changes }: { changes: StatusChange[] }) => change(withIds(changes)),
      addDeliveryDataToOrder: (_: unknown, { deliveryData }: { deliveryData: DeliveryData }) =>
        book(withId(deliveryData)),
      recordLedgerEntries: (_: unknown, { entries }: { entries: LedgerEntryInput[] }) =>
        record(withIds(entries)),
      claimEmails: (_: unknown, { mails, seconds }: { mails: MailInput[]; seconds: number }) =>
        claim(withIds(mails), seconds),
      markEmailsSent: async (_: unknown, { mails }: { mails: Pick<MailInput, 'orderId' | 'mail'>[] }) => {
        await markSent(withIds(mails));
        return true;
      },
      releaseEmails: async (_: unknown, { mails }: { mails: Pick<MailInput, 'orderId' | 'mail'>[] }) => {
        await release(withIds(mails));
        return true;
      },
      remindOfStuckOrders: (_: unknown, patience: Patience) => remind(patience),
      forgetEvents: (_: unknown, { days }: { days: number }) => forget(days),
    },
    Order: {
      events: ({ orderId }: { orderId: string }) => eventsOf(orderId),
    },
  };
};
