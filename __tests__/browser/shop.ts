import { randomUUID } from 'node:crypto';
import { offeredTimes } from '../../src/delivery/slots.ts';
import { until } from '../runningShop.ts';
import { variables } from './stack.ts';

/** What the tests know of an order without a page. */
export interface Order {
  orderId: string;
  status: string;
  market: string;
  lines: { sku: string; quantity: number }[];
  totalPrice: number;
  localPrice: number;
  deliveryTime: number | null;
  history: { status: string; at: string }[];
}

interface Mail {
  subject: string;
  html: string;
}

const at = (name: string): string => {
  const address = process.env[name];
  if (address === undefined) throw new Error(`${name} is missing: the stack was not started`);
  return address;
};

/** Where the running shop is. */
export const addresses = {
  get shop() {
    return at(variables.shop);
  },
  get mailbox() {
    return at(variables.mailbox);
  },
  get gateway() {
    return at(variables.gateway);
  },
};

/** An e-mail address that nobody else has, with the tag that tells the fakes what to play. */
export const anEmail = (tag = ''): string => `${randomUUID().slice(0, 8)}${tag && `+${tag}`}@example.com`;

const json = async <Body>(response: Response): Promise<Body> => {
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
};

const post = <Body>(path: string, body: unknown): Promise<Body> =>
  fetch(`${addresses.shop}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).then((response) => json<Body>(response));

/** The order with this id, as the API tells it. */
export const findOrder = async (orderId: string): Promise<Order> =>
  json<Order>(await fetch(`${addresses.shop}/api/orders/${orderId}`));

/** Waits until an order has come this far. */
export const whenStatus = (orderId: string, status: string): Promise<Order> =>
  until(`order ${orderId} ${status}`, async () => {
    const order = await findOrder(orderId).catch(() => undefined);
    return order?.status === status && order;
  });

const anOrderFrom = async (email: string): Promise<string> => {
  const { orderId } = await post<{ orderId: string }>('/createOrder', {
    ...{ name: 'Bo Ek', email, phone: '+1 212 555 0199', street: '9 Oak Road', city: 'Troy' },
    ...{ customerType: 'B2C', market: 'US', products: 'LB001', totalPrice: 15000 },
  });
  return orderId;
};

/** Somebody orders a fern without a page; gives the id. */
export const anOrderId = (): Promise<string> => anOrderFrom(anEmail());

/** An order that is ready for delivery, stocked and paid, as the mail says; gives the id. */
export const aReadyOrder = async (): Promise<string> => {
  const email = anEmail();
  const orderId = await anOrderFrom(email);
  await linkInMail(email, 'Your plants are ready for delivery');
  return orderId;
};

/**
 * One of the delivery times in the United States that pages offer, in ms since 1970. Tests that book run at the same
 * time: each takes its own number from 20 on, and those that click take the first ones.
 */
export const deliveryTime = (number: number): number => offeredTimes('US', Date.now())[number]!;

/** Books a delivery without a page, or changes the time that it replaces. */
export const bookDelivery = (orderId: string, time: number, replaces?: number) =>
  post('/bookDelivery', { orderId, deliveryTime: time, replaces });

/** An order whose delivery is booked at this time; gives the id. */
export const aBookedOrder = async (time: number): Promise<string> => {
  const orderId = await aReadyOrder();
  await bookDelivery(orderId, time);
  await whenStatus(orderId, 'DELIVERY_BOOKED');
  return orderId;
};

/** The mails that have come to an address so far. */
export const mailsTo = async (address: string): Promise<Mail[]> =>
  json<Mail[]>(await fetch(`${addresses.mailbox}/api/email?to.address=${encodeURIComponent(address)}`));

/** Waits for a mail with this subject, and gives the address that its button leads to. */
export const linkInMail = async (address: string, subject: string): Promise<string> => {
  const mail = await until(`the mail "${subject}" to ${address}`, async () =>
    (await mailsTo(address)).find((each) => each.subject === subject),
  );
  const link = /<a href="([^"]+)"/.exec(mail.html)?.[1];
  if (link === undefined) throw new Error(`The mail "${subject}" has no link`);
  return link;
};
