import { askDatabaseAt, postTo } from '../../infra/operations/privateApi.ts';

const ATTEMPTS = 5;

const answerOf = async (response) => {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${response.url}: ${text.slice(0, 300)}`);
  return JSON.parse(text);
};

const GET_TEST_ORDERS = `query TestOrders($testId: Int!, $after: ID) { getAllTestOrders(testId: $testId, first: 100, after: $after) {
  orderId status customerName customerEmail customerPhone customerStreet customerCity customerType customerMarket
  orderedProducts totalPrice localPrice currency orgNumber testId deliveryTime history { status at }
  ledgerEntry { amount } emails { mail sentAt state } } }`;

/** The stage under test: its public routes, and its database service. */
export const stageAt = ({ url, region, isLocal, takesTestOrders }) => {
  const post = (path, body, headers = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  const ask = askDatabaseAt({ url, region, isLocal });

  // Where the public may send no test orders, they come signed, by a door of their own.
  const order = (body, headers) =>
    takesTestOrders
      ? post('/createOrder', body, headers)
      : postTo({ url, region, isLocal })('/testOrders', body, headers);

  return {
    /** Creates an order; tries again where the shop asks for it, with the same key, so that it stays one order. */
    async createOrder(body, idempotencyKey) {
      for (let attempt = 1; ; attempt++) {
        const response = await order(body, { 'idempotency-key': idempotencyKey }).catch((error) => error);
        const retry = response instanceof Error || [429, 502, 503, 504].includes(response.status);
        if (!retry) return answerOf(response);
        if (attempt === ATTEMPTS)
          throw new Error(`no order after ${ATTEMPTS} attempts: ${response.message ?? response.status}`);
        await new Promise((resolve) => setTimeout(resolve, attempt * 500));
      }
    },
    async bookDelivery(orderId, market) {
      const { deliveryOptions } = await answerOf(await fetch(`${url}/deliveryTimes?market=${market}`));
      return answerOf(await post('/bookDelivery', { orderId, deliveryTime: deliveryOptions[0] }));
    },
    async testOrders(testId) {
      const orders = [];
      for (let page; page === undefined || page.length === 100;) {
        const data = await ask(GET_TEST_ORDERS, { testId, after: orders.at(-1)?.orderId });
        page = data.getAllTestOrders;
        orders.push(...page);
      }
      return orders;
    },
  };
};
