import { userInfo } from 'node:os';
import type { AnswerTo } from '../../src/platform/database.ts';
import { COMMON, commandLine, idIn, refuse, run, URL_HELP } from './commandLine.ts';
import { askDatabaseAt, askRoute } from './privateApi.ts';
import { withUrl } from './stack.ts';

const USAGE = `Cancels an open order: payment lets the money go or gives it back, finance credits it, delivery frees the place, and the
customer gets a mail.

  npm run ops:cancel -- --order 0b6f0a3e-… --reason "asked by phone" [--stage prod] [--dry-run]

--order    the order's id
--reason   why, for the order's history
--actor    who does it, for the history (default: the user of this machine)
--dry-run  only says what would be cancelled
${URL_HELP}
${COMMON}

An order that was delivered is refunded instead: npm run ops:refund.`;

const FIND = `query OrderToCancel($id: ID!) { getOrder(id: $id) { status totalPrice localPrice currency paidAt isInvoiced } }`;

type Order = NonNullable<AnswerTo<typeof FIND>['getOrder']>;

const { stage, words } = commandLine(USAGE, {
  order: { type: 'string' },
  reason: { type: 'string' },
  actor: { type: 'string', default: userInfo().username },
  'dry-run': { type: 'boolean', default: false },
});
const orderId =
  words.order === undefined ? refuse('Say which: --order and its id.') : idIn('order', words.order);
const { reason = refuse('Say why: --reason.'), actor } = words;

const paymentOf = ({ paidAt, isInvoiced }: Order): string => {
  if (isInvoiced) return 'by invoice';
  return paidAt === null ? 'not known to be paid' : 'paid';
};

await run(async () => {
  const api = await withUrl(stage);
  const { getOrder } = await askDatabaseAt(api)(FIND, { id: orderId });
  if (!getOrder) throw new Error(`There is no order ${orderId}.`);
  const price = `${(getOrder.localPrice / 100).toFixed(2)} ${getOrder.currency}`;
  console.log(`Order ${orderId}: ${getOrder.status}, ${price}, ${paymentOf(getOrder)}`);
  if (words['dry-run']) return console.log('Nothing was cancelled: this was a dry run.');
  const { outcome, money } = await askRoute(api)<{ outcome: string; money: string | null }>('/cancelOrder', {
    orderId,
    reason,
    actor,
  });
  console.log(
    outcome === 'DONE' ? `Cancelled. Of the money: ${money}.` : 'It was cancelled before: nothing was done.',
  );
});
