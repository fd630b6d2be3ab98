import { aPlace, startShop } from '../runningShop.ts';

/** The environment variables in which the tests find the running shop. */
export const variables = {
  shop: 'BROWSER_TEST_SHOP',
  mailbox: 'BROWSER_TEST_MAILBOX',
  gateway: 'BROWSER_TEST_GATEWAY',
};

/** How many customers one delivery time takes here: few, so that a time is soon taken. */
export const CAPACITY = 2;

/** Starts the whole shop for the tests, on ports and with data of its own; gives the way to end it. */
const startStack = async () => {
  const place = await aPlace();
  const shop = await startShop(place, { SLOT_CAPACITY: String(CAPACITY) });
  // As in the links of the mails, so that the browser sees one origin.
  process.env[variables.shop] = shop.shop.replace('127.0.0.1', 'localhost');
  process.env[variables.mailbox] = shop.mailbox;
  process.env[variables.gateway] = `http://127.0.0.1:${place.ports.GATEWAY}`;
  return async () => {
    await shop.stop();
    place.remove();
  };
};

export default startStack;
