import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { AnswerTo } from '../../src/platform/database.ts';
import { COMMON, commandLine, idIn, refuse, run, URL_HELP } from './commandLine.ts';
import { askDatabaseAt, askRoute } from './privateApi.ts';
import { withUrl } from './stack.ts';

const USAGE = `Refunds plants of an order, or all that is left of it (which cancels the order). The customer gets a mail.

  npm run ops:refund -- --order 0b6f0a3e-… --line BL001=2 --line BB001=1 --reason "broken pots" [--stage prod] [--dry-run]
  npm run ops:refund -- --order 0b6f0a3e-… --whole --reason "never arrived"

--order    the order's id
--line     a plant and how many of it; once for each plant
--whole    all that is left of the order, instead of lines
--reason   why, for the order's history
--key      says which refund this is: the same key is done once. Left out, a new one is made and shown first; after a
           failure give it, so that nothing is refunded twice
--actor    who does it, for the history (default: the user of this machine)
--dry-run  only says what is left to refund, and whether that is enough
${URL_HELP}
${COMMON}`;

const FIND = `query OrderToRefund($id: ID!) { getOrder(id: $id) { status currency lines { sku quantity unitPrice refunded } } }`;

type Line = NonNullable<AnswerTo<typeof FIND>['getOrder']>['lines'][number];

const { stage, words } = commandLine(USAGE, {
  order: { type: 'string' },
  line: { type: 'string', multiple: true },
  whole: { type: 'boolean', default: false },
  reason: { type: 'string' },
  key: { type: 'string', default: randomUUID() },
  actor: { type: 'string', default: userInfo().username },
  'dry-run': { type: 'boolean', default: false },
});
const orderId =
  words.order === undefined ? refuse('Say which: --order and its id.') : idIn('order', words.order);
const { reason = refuse('Say why: --reason.'), line: typed = [], whole, key: idempotencyKey, actor } = words;
if (whole === typed.length > 0) refuse('Say what: --line and a plant, or --whole.');

const lines = typed.map((each) => {
  const [, sku = '', quantity = ''] =
    /^(\w+)=(\d+)$/.exec(each) ?? refuse(`"${each}" is no line: write BL001=2.`);
  return { sku, quantity: Number(quantity) };
});

const lineOf = ({ sku, quantity, unitPrice, refunded }: Line): string =>
  `  ${sku}  ${quantity - refunded} of ${quantity} left, ${(unitPrice / 100).toFixed(2)} USD each`;

/** What was typed and can't be given back. The service decides; this is for dry runs, which it never hears of. */
const tooMany = (ordered: readonly Line[]): string[] =>
  lines
    .filter(({ sku, quantity }) => {
      const line = ordered.find((each) => each.sku === sku);
      return !line || quantity > line.quantity - line.refunded;
    })
    .map(({ sku, quantity }) => `${sku}=${quantity}`);

interface Refund {
  outcome: string;
  refundId: string;
  credit: number;
  localAmount: number;
  status: string;
}

await run(async () => {
  const api = await withUrl(stage);
  const { getOrder } = await askDatabaseAt(api)(FIND, { id: orderId });
  if (!getOrder) throw new Error(`There is no order ${orderId}.`);
  console.log([`Order ${orderId}: ${getOrder.status}`, ...getOrder.lines.map(lineOf)].join('\n'));
  if (words['dry-run']) {
    const more = tooMany(getOrder.lines);
    if (more.length > 0) throw new Error(`That is more than is left: ${more.join(', ')}.`);
    return console.log('Nothing was refunded: this was a dry run.');
  }
  console.log(`Key of this refund: ${idempotencyKey}`);
  const refund = await askRoute(api)<Refund>('/refundOrder', {
    orderId,
    ...(!whole && { lines }),
    reason,
    idempotencyKey,
    actor,
  });
  const amount = `${(refund.localAmount / 100).toFixed(2)} ${getOrder.currency}`;
  console.log(
    refund.outcome === 'DONE'
      ? `Refunded ${amount} (${refund.refundId}); the order is ${refund.status}.`
      : `This key has refunded ${amount} before: nothing was done.`,
  );
});
