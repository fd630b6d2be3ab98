import { catalogue } from '../../contracts/catalogue.ts';
import { OrderId } from '../../contracts/fields.ts';
import { type Market, shopFacts } from '../../contracts/markets.ts';
import { type AnswerTo, askDatabase } from '../../platform/database.ts';
import { inBatches } from '../../platform/inBatches.ts';
import { paymentOf } from '../orderView.ts';
import type { Order, OrderLine } from './schema.ts';

const FIND = `query FindOrdersForGraph($ids: [ID!]!) { getOrders(ids: $ids) {
  orderId status market: customerMarket lines { sku quantity unitPrice } totalPrice localPrice currency
  history { status at } paidAt isInvoiced cancelledReason refunds { at localAmount } } }`;

type FoundOrder = AnswerTo<typeof FIND>['getOrders'][number];

interface Line {
  sku: string;
  quantity: number;
  unitPrice: number;
}

/** How many plants there are in all. */
export const quantityOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** An order's lines in the graph's words, with the names that its market's customers know. */
export const linesIn = (market: Market, lines: readonly Line[]): OrderLine[] => {
  const { language } = shopFacts.markets[market];
  return lines.map(({ sku, quantity, unitPrice }) => ({
    productId: sku,
    name: catalogue.get(sku)?.name[language] ?? sku,
    quantity,
    price: unitPrice,
  }));
};

const withTime = <Dated extends { at: string }>({ at, ...rest }: Dated) => ({ ...rest, at: Date.parse(at) });

const inGraph = ({
  orderId,
  lines,
  history,
  refunds,
  paidAt,
  isInvoiced,
  market,
  ...order
}: FoundOrder): Order => ({
  ...order,
  id: orderId,
  market,
  lines: linesIn(market, lines),
  quantity: quantityOf(lines),
  payment: paymentOf({ status: order.status, paidAt, isInvoiced }),
  history: history.map(withTime),
  refunds: refunds.map(withTime),
});

const find = inBatches<string, Order | null>(
  async (ids) => {
    const { getOrders } = await askDatabase(FIND, { ids: [...new Set(ids)] });
    const found = new Map(getOrders.map((order) => [order.orderId, inGraph(order)]));
    return ids.map((id) => found.get(id) ?? null);
  },
  { size: 100 },
);

/** What whoever knows an order's id may see of it; null for what is no id of ours. Orders asked for at the same moment are one question. */
export const findOrder = async (id: string): Promise<Order | null> => {
  const { success, data } = OrderId.safeParse(id);
  return success ? find(data) : null;
};
