import { askDatabase } from '../../platform/database.ts';
import { inBatches } from '../../platform/inBatches.ts';
import type { Order } from './schema.ts';

const FIND = `query FindDeliveries($orderIds: [ID!]!) { deliveries(orderIds: $orderIds) {
  orderId deliveryTime deliveryChanges } }`;

/** What is known of an order's delivery. Orders asked for at the same moment are one question. */
export const findDelivery = inBatches<string, Order>(
  async (ids) => {
    const { deliveries } = await askDatabase(FIND, { orderIds: [...new Set(ids)] });
    const found = new Map(deliveries.map(({ orderId, ...delivery }) => [orderId, delivery]));
    return ids.map((id) => ({ id, ...(found.get(id) ?? { deliveryTime: null, deliveryChanges: 0 }) }));
  },
  { size: 100 },
);
