import { isDoubt, isNo, isYes, toldOf } from '../../infra/audit/told.ts';
import type { Outcome } from './chaos.ts';
import type { Kill } from './kills.ts';

const MOST_SHOWN = 40;

const seconds = (times: readonly number[], share: number): string => {
  const sorted = times.toSorted((a, b) => a - b);
  const time = sorted[Math.ceil(sorted.length * share) - 1];
  return time === undefined ? '–' : `${(time / 1000).toFixed(1)} s`;
};

const lineOf = (kills: readonly Kill[], part: Kill['part']): string => {
  const own = kills.filter((kill) => kill.part === part);
  const after = (end: 'acceptedAt' | 'placedAt') =>
    own.flatMap((kill) => (kill[end] === undefined ? [] : [kill[end] - kill.at]));
  const both = (end: 'acceptedAt' | 'placedAt') =>
    [0.5, 0.95, 1].map((share) => seconds(after(end), share)).join(' | ');
  return `| ${part} | ${own.length} | ${both('acceptedAt')} | ${both('placedAt')} |`;
};

/** What came of it, as Markdown. */
export const report = ({ plan, tookMs, kills, troubles, evidence, violations }: Outcome): string => {
  const orders = toldOf(evidence.told, 'createOrder');
  const accepted = new Set(orders.filter(isYes).map(({ orderId }) => orderId));
  const lost = violations.filter(
    ({ invariant, says }) => invariant === 'acceptedOrdersExist' && says.endsWith('is lost'),
  );
  const met = [...Map.groupBy(troubles, (called) => called)].map(
    ([called, all]) => `${called} ${all.length}`,
  );
  const twice =
    evidence.mailbox.length - new Set(evidence.mailbox.map(({ orderId, mail }) => `${orderId} ${mail}`)).size;
  return [
    `seed ${plan.seed}, ${plan.rate} orders/s, ${Math.round(tookMs / 1000)} s in all, ${new Date(evidence.now).toISOString()}`,
    '',
    '| killed | times | accepted again p50 | p95 | most | stored again p50 | p95 | most |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    lineOf(kills, 'postgres'),
    lineOf(kills, 'stack'),
    '',
    `${orders.length} tries to order: ${orders.filter(isYes).length} accepted, ${orders.filter(isNo).length} refused, ${orders.filter(isDoubt).length} in doubt`,
    `${accepted.size} acknowledged orders, ${lost.length} lost; ${evidence.orders.length} stored`,
    `${evidence.bank.length} payments, ${evidence.mailbox.length} mails, ${twice} of them a second time`,
    `troubles: ${met.join(', ') || 'none'}`,
    `${violations.length} violations`,
    ...violations
      .slice(0, MOST_SHOWN)
      .map(({ invariant, subject, says }) => `  ${invariant}: ${subject} ${says}`),
  ].join('\n');
};
