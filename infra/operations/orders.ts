import type { AnswerTo } from '../../src/platform/database.ts';
import { COMMON, commandLine, idIn, refuse, run, URL_HELP } from './commandLine.ts';
import { consumers, lineOf, MORE_THAN_LOOKED_AT, standingsOf } from './deadLetters.ts';
import { askDatabaseAt } from './privateApi.ts';
import { withUrl } from './stack.ts';
import { follow, linesOf, textOf } from './logTrail.ts';

const USAGE = `Tells where an order is: its status and history, its payments, events, mails and entries in the books, its messages in
dead-letter queues, and the end of its log trail. Changes nothing, and shows neither name nor address.

  npm run ops:orders -- --order 0b6f0a3e-… [--stage prod]

--order     the order's id
--days      how far back to look into the logs of a deployed stage (default 1)
${URL_HELP}
${COMMON}`;

const LAST_LINES = 12;

const FIND = `query FollowOrder($id: ID!) { getOrder(id: $id) { status customerMarket customerType totalPrice localPrice currency paymentId
  paidAt isInvoiced cancelledReason refunds { refundId lines { sku quantity } credit localAmount reason actor at }
  testId deliveryTime deliveryChanges history { status at actor reason } ledger { kind amount reference recordedAt }
  payments { id provider amount currency state captured refunded history { state captured refunded at } }
  emails { mail sentAt } events { eventId event createdAt publishedAt stuck reminders } } }`;

type Order = NonNullable<AnswerTo<typeof FIND>['getOrder']>;

const money = (cents: number) => (cents / 100).toFixed(2);

const deliveryOf = ({ deliveryTime, deliveryChanges }: Order): string => {
  if (deliveryTime === null) return 'not booked';
  const changes = deliveryChanges > 0 ? `, changed ${deliveryChanges}×` : '';
  return `${new Date(deliveryTime).toISOString()}${changes}`;
};

const eventLine = ({ event, eventId, createdAt, publishedAt, stuck, reminders }: Order['events'][number]) => {
  const state = stuck ? 'STUCK' : 'not stuck';
  const announced = publishedAt === null ? 'not known to be announced' : 'announced';
  return `  ${event.padEnd(16)}  ${createdAt}  ${announced}, ${state}, announced again ${reminders}×  (${eventId})`;
};

const paymentOf = ({ paidAt, isInvoiced, paymentId }: Order): string => {
  const how = isInvoiced ? 'by invoice' : `payment ${paymentId}`;
  return paidAt === null ? `${how}, not settled yet` : `${how}, settled ${paidAt}`;
};

const refundLine = (
  { refundId, lines, credit, localAmount, reason, actor, at }: Order['refunds'][number],
  { currency }: Order,
): string => {
  const plants = lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ');
  return `  ${at}  ${money(credit)} USD = ${money(localAmount)} ${currency} for ${plants}, by ${actor}: ${reason} (${refundId})`;
};

const entryLine = ({ kind, amount, reference, recordedAt }: Order['ledger'][number]) =>
  `  ${kind.padEnd(6)}  ${money(amount)} USD, ${reference}, ${recordedAt}`;

const paymentLines = ({ id, provider, history, ...payment }: Order['payments'][number]): string[] => [
  `  ${id} at ${provider}: ${payment.state}, ${money(payment.amount)} ${payment.currency}`,
  ...history.map(
    ({ state, captured, refunded, at }) =>
      `    ${at}  ${state}, ${money(captured)} captured, ${money(refunded)} given back`,
  ),
];

const describe = (id: string, order: Order): string[] => [
  `Order ${id}: ${order.status}${order.cancelledReason === null ? '' : ` (${order.cancelledReason})`}`,
  `  ${order.customerType} ${order.customerMarket}, ${money(order.totalPrice)} USD = ${money(order.localPrice)} ${order.currency}, ` +
    `${paymentOf(order)}${order.testId > 0 ? `, test ${order.testId}` : ''}`,
  `  delivery: ${deliveryOf(order)}`,
  'History',
  ...order.history.map(
    ({ status, at, actor, reason }) =>
      `  ${status.padEnd(16)}  ${at}  ${actor}${reason === null ? '' : `: ${reason}`}`,
  ),
  ...(order.refunds.length > 0 ? ['Refunds', ...order.refunds.map((each) => refundLine(each, order))] : []),
  'Payments, as we have seen them',
  ...(order.payments.length > 0 ? order.payments.flatMap(paymentLines) : ['  none']),
  'Events in the outbox (OrderCreated and StockCreated are not kept there)',
  ...order.events.map(eventLine),
  'Mails',
  ...order.emails.map(
    ({ mail, sentAt }) => `  ${mail.padEnd(30)}  ${sentAt ? `sent ${sentAt}` : 'NOT SENT'}`,
  ),
  'Books',
  ...(order.ledger.length > 0 ? order.ledger.map(entryLine) : ['  NOT ENTERED']),
];

const { stage, words } = commandLine(USAGE, {
  order: { type: 'string' },
  days: { type: 'string', default: '1' },
});
const orderId =
  words.order === undefined ? refuse('Say which: --order and its id.') : idIn('order', words.order);

await run(async () => {
  const { getOrder } = await askDatabaseAt(await withUrl(stage))(FIND, { id: orderId });
  if (getOrder) console.log(describe(orderId, getOrder).join('\n'));
  else
    console.log(
      `Order ${orderId} is not stored. If a customer has this number, its OrderCreated waits for placeOrder ` +
        '(see the queues below), or was lost after 14 days in the dead-letter queue: npm run ops:replay brings it back.',
    );

  console.log('Queues');
  for (const { consumer, waiting, inWork, letters, isAll } of await standingsOf(stage, consumers, orderId)) {
    if (waiting + inWork > 0)
      console.log(`  ${consumer}: ${waiting} messages wait, ${inWork} in work (of all orders)`);
    for (const letter of letters) console.log(`  ${consumer} HAS GIVEN UP\n  ${lineOf(letter)}`);
    if (!isAll) console.log(`  ${consumer}: ${MORE_THAN_LOOKED_AT}: the others were not looked at.`);
  }

  const lines = await follow(linesOf(stage, Number(words.days)), { orderId });
  console.log(
    `Log trail (the last of ${lines.length} lines; npm run ops:trail -- --order ${orderId} shows all)`,
  );
  for (const line of lines.slice(-LAST_LINES)) console.log(textOf(line, stage));
});
