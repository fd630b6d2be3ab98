import { Problem } from '../contracts/problem.ts';
import { CreateStock } from '../contracts/requests.ts';
import { consume } from '../platform/consume.ts';
import { type AnswerTo, askDatabase } from '../platform/database.ts';
import { type Announce, announce as announceOnBus, eventOf, metadata } from '../platform/eventBus.ts';
import { eventsOrRequests } from '../platform/operators.ts';
import { greenhouse, type Supplier } from './supplier.ts';

const FIND = `query FindPlants($id: ID!) { getOrder(id: $id) { orderId email: customerEmail lines { sku quantity unitPrice } } }`;

type PlantsToOrder = NonNullable<AnswerTo<typeof FIND>['getOrder']>;

/** Orders the plants of a placed order from the supplier and announces StockCreated when they are there. */
const createStock =
  (supplier: Supplier, announce: Announce) =>
  async ({ orderId, lines, email }: PlantsToOrder, correlationId: string) => {
    const reference = await supplier.order(orderId, lines, email);
    await announce(eventOf('StockCreated', { orderId, metadata: metadata(correlationId) }));
    return reference;
  };

const create = createStock(greenhouse, announceOnBus);

const find = async (id: string): Promise<PlantsToOrder> => {
  const { getOrder } = await askDatabase(FIND, { id });
  if (!getOrder) throw new Problem('ORDER_NOT_FOUND', `There is no order ${id}.`);
  return getOrder;
};

export const handler = eventsOrRequests(
  consume('stock', ({ detail }) => create(detail, detail.metadata.correlationId)),
  CreateStock,
  async ({ orderId }, { correlationId }) => create(await find(orderId), correlationId),
);
