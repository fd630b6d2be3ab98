import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { openStatuses as STEPS } from '../../src/contracts/orderStatuses.ts';
import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { stageAt } from './api.js';
import { readConfig } from './config.js';
import { localPriceOf, orderOf } from './customers.js';
import { demandMailServer } from './mailServer.js';

const POLL_MS = 250;
const MAILS_PER_ORDER = 3;
const BOOKED = STEPS.at(-1);

const config = readConfig();
const stage = stageAt({ ...config, takesTestOrders: config.stage !== 'prod' });
const testId = randomInt(1, 2147483647);

const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1];

const timesOf = (values) =>
  values.length === 0
    ? 'none'
    : `p50 ${Math.round(percentile(values, 0.5))} ms, p95 ${Math.round(percentile(values, 0.95))} ms`;

const createAll = async () => {
  const created = [];
  const failures = [];
  let next = 0;
  const customer = async () => {
    for (let index = next++; index < config.orders; index = next++) {
      const order = orderOf(index, testId);
      const startedAt = Date.now();
      try {
        const { orderId } = await stage.createOrder(order, randomUUID());
        created.push({ orderId, order, startedAt, answeredIn: Date.now() - startedAt });
      } catch (error) {
        failures.push(`order ${index} was not created: ${error.message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: config.concurrency }, customer));
  return { created, failures };
};

const bookThemselves = async (orders, booked) => {
  for (const { orderId, status, emails, customerMarket } of orders) {
    // As a customer: by the link of the mail. Who books before it is sent is not asked to choose a time any more.
    const isAsked = emails.some(({ mail, sentAt }) => mail === 'OrderDeliverable' && sentAt);
    if (status !== 'STOCKED' || !isAsked || booked.has(orderId)) continue;
    booked.add(orderId);
    await stage
      .bookDelivery(orderId, customerMarket)
      .catch((error) => console.error(`${orderId}: ${error.message}`));
  }
};

const mailsOf = (orders) => orders.flatMap(({ emails }) => emails.filter(({ sentAt }) => sentAt));

/** Where an order is booked before it is asked for a time, nobody is asked any more. */
const isUnneeded = ({ mail, state }) => mail === 'OrderDeliverable' && state === 'OBSOLETE';

const isSettled = (mail) => mail.sentAt || isUnneeded(mail);

const isDone = ({ status, ledgerEntry, emails }) =>
  status === BOOKED && ledgerEntry && emails.filter(isSettled).length >= MAILS_PER_ORDER;

const progress = (orders) =>
  STEPS.map((step) => `${step} ${orders.filter(({ status }) => status === step).length}`).join(' · ');

const follow = async (count) => {
  const giveUpAt = Date.now() + config.timeoutMs;
  const booked = new Set();
  let last = '';
  for (;;) {
    const orders = await stage.testOrders(testId);
    const now = `${progress(orders)} · mails ${mailsOf(orders).length} · ledger ${orders.filter(({ ledgerEntry }) => ledgerEntry).length}`;
    if (now !== last) console.log(`  ${now}`);
    last = now;
    if (!config.booksByItself) await bookThemselves(orders, booked);
    if ((orders.length >= count && orders.every(isDone)) || Date.now() > giveUpAt) return orders;
    await setTimeout(POLL_MS);
  }
};

const wrongIn = ({ order }, stored) => {
  const expected = {
    customerName: order.name,
    customerEmail: order.email,
    customerPhone: order.phone,
    customerStreet: order.street,
    customerCity: order.city,
    customerType: order.customerType,
    customerMarket: order.market,
    totalPrice: order.totalPrice,
    ...localPriceOf(order),
    orgNumber: order.orgNumber ?? null,
    status: BOOKED,
    testId,
  };
  const wrong = Object.keys(expected).filter((field) => stored[field] !== expected[field]);
  const sorted = (csv) => csv.split(',').sort().join();
  if (sorted(stored.orderedProducts) !== sorted(order.products)) wrong.push('orderedProducts');
  if (!(stored.deliveryTime > Date.now())) wrong.push('deliveryTime');
  if (stored.history.map(({ status }) => status).join() !== STEPS.join()) wrong.push('history');
  if (stored.ledgerEntry?.amount !== order.totalPrice) wrong.push('ledgerEntry');
  if (stored.emails.filter(isSettled).length !== MAILS_PER_ORDER) wrong.push('emails');
  return wrong;
};

const verify = (created, orders) => {
  const stored = new Map(orders.map((order) => [order.orderId, order]));
  const missing = created.flatMap((each) => {
    const found = stored.get(each.orderId);
    if (!found) return [`order ${each.orderId} is not in the database`];
    const wrong = wrongIn(each, found);
    return wrong.length
      ? [`order ${each.orderId} (${found.status}): ${wrong.join(', ')} not as expected`]
      : [];
  });
  if (orders.length !== created.length)
    missing.push(`${created.length} orders were created, but ${orders.length} are stored`);
  return missing;
};

const deadLetters = async () => {
  const client = new SQSClient({
    region: config.region,
    ...(config.isLocal && {
      endpoint: config.queues,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  });
  const depths = Object.keys(subscriptions).map(async (consumer) => {
    const QueueName = `acme-webshop-${config.stage}-${consumer}-dlq`;
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    const depth = Number(Attributes.ApproximateNumberOfMessages);
    return depth > 0 ? [`${depth} messages in ${QueueName}`] : [];
  });
  return (await Promise.all(depths)).flat();
};

const mailbox = async (orders) => {
  if (!config.mailbox) return [];
  const mails = await (await fetch(`${config.mailbox}/api/email`)).json();
  const ours = mails.filter(({ to }) => to.some(({ address }) => address.includes(`.test-${testId}@`)));
  const expected = mailsOf(orders).length;
  console.log(`  mailbox: ${ours.length} mails`);
  return ours.length === expected ? [] : [`${ours.length} mails in the mailbox instead of ${expected}`];
};

const stepTimes = (created, orders, step) => {
  const at = new Map(
    orders.map(({ orderId, history }) => [orderId, history.find(({ status }) => status === step)?.at]),
  );
  return created
    .filter(({ orderId }) => at.get(orderId))
    .map(({ orderId, startedAt }) => Date.parse(at.get(orderId)) - startedAt);
};

await demandMailServer(config);
console.log(`${config.orders} orders on stage ${config.stage} (${config.url}), testId ${testId}`);
const startedAt = Date.now();
const { created, failures } = await createAll();
const orders = await follow(created.length);
const missing = [
  ...failures,
  ...verify(created, orders),
  ...(await deadLetters()),
  ...(await mailbox(orders)),
];

console.log(`createOrder answered: ${timesOf(created.map(({ answeredIn }) => answeredIn))}`);
for (const step of STEPS) console.log(`createOrder to ${step}: ${timesOf(stepTimes(created, orders, step))}`);
console.log(
  `${orders.filter(isDone).length} × ${BOOKED}, ${mailsOf(orders).length} mails sent and ` +
    `${orders.flatMap(({ emails }) => emails.filter(isUnneeded)).length} no longer needed, ` +
    `${orders.filter(({ ledgerEntry }) => ledgerEntry).length} ledger entries, in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
);
if (missing.length > 0) {
  console.error(`\nMISSING:\n${missing.join('\n')}`);
  process.exitCode = 1;
} else console.log('Nothing is missing.');
