import { finalStatuses } from '../../src/contracts/orderStatuses.ts';

/** src/storefront/js/order/orderStatuses.js, made from the contract: what pages know of the table of statuses. */
export const statusModule = (): string => `
// Made from src/contracts/orderStatuses.ts by \`npm run docs\`; \`npm run check\` fails when it is out of date.

/** True for a status in which an order ends. */
export const isFinal = (status) => ${JSON.stringify(finalStatuses)}.includes(status);
`;
