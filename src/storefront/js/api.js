const PATIENCE_MS = 20_000;

/** The shop said no and meant it: nothing was done. `code`, `errors` and `expectedTotal` as in its problem+json. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? `The shop answers ${status}`);
    this.status = status;
    this.code = problem.code;
    this.errors = Array.isArray(problem.errors) ? problem.errors : [];
    this.expectedTotal = problem.expectedTotal;
  }
}

/**
 * No decision yet, asking again is safe: no answer (`isOffline`), or one that says "later". What became of the request
 * nobody knows, save that the gateway passed nothing on where it `wasTurnedAway` (429). `isInDoubt`: the shop itself
 * says that it does not know.
 */
export class Unanswered extends Error {
  constructor(reason, { isOffline = false, wasTurnedAway = false, code } = {}) {
    super(reason);
    this.isOffline = isOffline;
    this.wasTurnedAway = wasTurnedAway;
    this.isInDoubt = ['PAYMENT_IN_DOUBT', 'ORDER_IN_DOUBT'].includes(code);
  }
}

const bodyOf = async (response) => {
  try {
    return await response.json();
  } catch {
    throw new Unanswered(`The shop answers ${response.status} without JSON`);
  }
};

const call = async (path, options) => {
  try {
    return await fetch(`/api${path}`, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    throw new Unanswered(error.message, { isOffline: true });
  }
};

const ask = async (path, options = {}) => {
  const response = await call(path, options);
  const body = await bodyOf(response);
  if (response.ok) return body;
  const code = body?.code;
  // Whoever asks too often (429), or meets trouble (5xx) whatever its code, is to ask again. And without a code of ours
  // it was not the shop that refused, but something on the way to it.
  const wasTurnedAway = response.status === 429;
  if (response.status >= 500 || wasTurnedAway || typeof code !== 'string')
    throw new Unanswered(`The shop answers ${response.status}`, { wasTurnedAway, code });
  throw new Refused(response.status, body);
};

const post = (path, body, headers = {}) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** Sends an order under its Idempotency-Key; gives `{ orderId }` once the shop has taken it. */
export const createOrder = (order, key) => post('/createOrder', order, { 'idempotency-key': key });

/** How far an order has come. */
export const getOrder = (orderId) => ask(`/orders/${encodeURIComponent(orderId)}`);

/** The free times of a market: `{ slots: [{ time, remaining }] }`. */
export const getDeliveryTimes = (market) => ask(`/deliveryTimes?market=${encodeURIComponent(market)}`);

/** Books a delivery time (ms since 1970), or changes the one that it `replaces`. */
export const bookDelivery = (orderId, deliveryTime, replaces) =>
  post('/bookDelivery', { orderId, deliveryTime, ...(replaces && { replaces }) });
