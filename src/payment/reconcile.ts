import type { APIGatewayProxyEvent } from 'aws-lambda';
import { shopFacts } from '../contracts/markets.ts';
import { Reconcile } from '../contracts/requests.ts';
import { archive } from '../platform/archive.ts';
import { askDatabase } from '../platform/database.ts';
import { http } from '../platform/http.ts';
import { log } from '../platform/log.ts';
import { inLogContext } from '../platform/logContext.ts';
import { measured } from '../platform/metrics.ts';
import { isOutage } from '../platform/outage.ts';
import { paymentProvider } from '../platform/paymentProvider.ts';
import { messagesIn } from '../platform/queueDepth.ts';
import { setting } from '../platform/settings.ts';
import { type Finding, look, mendAll, type ReconcileEdges } from './compare.ts';
import { settle } from './settle.ts';
import { settlementsOver } from './settlements.ts';
import { type Moment, UNDER_WAY_MS } from './whatToDo.ts';

/** A whole comparison begins at most so often; each run goes on with the one that is under way. */
const ROUND_MS = 60 * 60_000;

/** How long a run begins new pages: the function has 28 s, and a page can take some. */
const BEGINS_MS = 12_000;

const MOST_UNPAID = 100;

const UNPAID = `query UnpaidOrders($seconds: Int!, $first: Int!) {
  unpaidOrders(seconds: $seconds, first: $first) { orderId correlationId announced } }`;

const ROUND = `query FindReconciliation($provider: String!) { reconciliation(provider: $provider) { begunAt cursor } }`;

const KEEP_ROUND = `mutation KeepReconciliation($provider: String!, $state: ReconciliationInput!) { keepReconciliation(provider: $provider, state: $state) }`;

/** Settles orders that should be paid by now; gives how many are not after that. */
const settleUnpaid = async ({ ask, settle }: ReconcileEdges): Promise<number> => {
  const { unpaidOrders } = await ask(UNPAID, { seconds: UNDER_WAY_MS / 1000, first: MOST_UNPAID });
  let wrong = 0;
  for (const { orderId, correlationId, announced } of unpaidOrders)
    await inLogContext({ orderId, correlationId }, async () => {
      // Its outcome is announced: the order hears of it through the relay and the watchdog.
      const outcome =
        announced ??
        (await settle(orderId).catch((error: unknown) => {
          if (!isOutage(error)) throw error;
          return undefined;
        }));
      if (announced === null && outcome !== undefined && outcome !== 'NOTHING_TO_SETTLE') return;
      wrong++;
      log.error('an order should be paid and is not', { announced });
    });
  return wrong;
};

const compare = async (edges: ReconcileEdges, provider: string, moment: Moment, until: number) => {
  const { reconciliation } = await edges.ask(ROUND, { provider });
  const isUnderWay = typeof reconciliation?.cursor === 'string';
  if (reconciliation && !isUnderWay && edges.now() - reconciliation.begunAt < ROUND_MS) return 0;
  const begunAt = isUnderWay ? reconciliation.begunAt : edges.now();
  let [wrong, after] = [0, reconciliation?.cursor ?? undefined];
  do {
    const { findings, next } = await look(edges, provider, after, moment);
    wrong += await mendAll(edges, findings);
    await edges.ask(KEEP_ROUND, { provider, state: { begunAt, cursor: next ?? null } });
    after = next;
  } while (after !== undefined && edges.now() < until);
  return wrong;
};

/**
 * Compares what the providers have with what we have, both ways: orders that should be paid and are not are settled; a
 * payment without an order is waited for, brought back from the archive, and given back after a day; an extra
 * payment is given back. One run does as much as it has time for, the next goes on.
 */
export const reconcile = async (edges: ReconcileEdges): Promise<{ wrong: number }> => {
  const until = edges.now() + BEGINS_MS;
  const moment = { now: edges.now(), isCalm: await edges.isCalm() };
  let wrong = await settleUnpaid(edges);
  for (const provider of Object.keys(shopFacts.providers))
    wrong += await compare(edges, provider, moment, until);
  log.info('reconciliation looked', { isCalm: moment.isCalm, ...measured({ Unreconciled: wrong }) });
  return { wrong };
};

// Where orders wait to be stored, and where those lie that could not be.
const isCalm = async (): Promise<boolean> => {
  const queues = [setting('PLACE_ORDER_QUEUE'), setting('PLACE_ORDER_DEAD_LETTERS')];
  return (await Promise.all(queues.map(messagesIn))).every((count) => count === 0);
};

const edges: ReconcileEdges = {
  ask: askDatabase,
  providerOf: paymentProvider,
  settle: settle(settlementsOver(askDatabase), paymentProvider),
  archive,
  isCalm,
  now: Date.now,
};

const lineOf = ({ toDo, provider, payment, orderId }: Finding) => ({
  toDo,
  provider,
  orderId: orderId ?? null,
  paymentId: payment.id,
  state: payment.status,
  amount: payment.amount,
  currency: payment.currency,
  createdAt: new Date(payment.createdAt).toISOString(),
});

/** One page for an operator, who asks for the next with the answer's `next`. */
const page = http(Reconcile, async ({ provider, after, dryRun }) => {
  const moment = { now: edges.now(), isCalm: await edges.isCalm() };
  const { findings, next } = await look(edges, provider, after, moment);
  const wrong = dryRun ? undefined : await mendAll(edges, findings);
  return { isCalm: moment.isCalm, findings: findings.map(lineOf), wrong, next: next ?? null };
});

/** Runs every five minutes; operators ask for single pages. */
export const handler = (event: object) =>
  'httpMethod' in event ? page(event as APIGatewayProxyEvent) : reconcile(edges);
