// Made from src/contracts/orderStatuses.ts by `npm run docs`; `npm run check` fails when it is out of date.

/** True for a status in which an order ends. */
export const isFinal = (status) => ['DELIVERED', 'COMPLETED', 'CANCELLED'].includes(status);
