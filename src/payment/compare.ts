import { OrderId } from '../contracts/fields.ts';
import type { Archive } from '../platform/archive.ts';
import type { AskDatabase } from '../platform/database.ts';
import { log } from '../platform/log.ts';
import { inLogContext } from '../platform/logContext.ts';
import { measured } from '../platform/metrics.ts';
import type { PaymentProvider, ProviderPayment } from '../platform/paymentProvider.ts';
import { asNoted } from './settlements.ts';
import { KEPT_MS, type Known, type Moment, type ToDo, UNDER_WAY_MS, whatToDo } from './whatToDo.ts';

const MINUTE = 60_000;

/** Holds lapse after seven days at the latest; what is older needs nobody. */
const WINDOW_MS = 8 * 24 * 60 * MINUTE;

/** How long a payment without an order may stay after its day until that is told: the tries to bring it back take a while. */
const PATIENCE_MS = 2 * 60 * MINUTE;

const STANDINGS = `query PaymentStandings($payments: [PaymentKey!]!) {
  paymentStandings(payments: $payments) { id order { paymentId isOurs due } replay replayedAt } }`;

const NOTE_PAYMENTS = `mutation NotePayments($payments: [PaymentInput!]!) { notePayments(payments: $payments) }`;

const NOTE_REPLAY = `mutation NoteReplay($paymentIds: [ID!]!, $replay: String!) { noteReplay(paymentIds: $paymentIds, replay: $replay) }`;

const LET_GO = `mutation LetGo($orderId: ID!) { letGo(orderId: $orderId) }`;

/** What reconciliation reaches. */
export interface ReconcileEdges {
  ask: AskDatabase;
  providerOf: (id: string) => PaymentProvider;
  settle: (orderId: string) => Promise<unknown>;
  archive: Archive;
  /** Whether no order waits to be stored, nor lies among the dead letters. */
  isCalm: () => Promise<boolean>;
  now: () => number;
}

/** A payment about which something is to be done. */
export interface Finding {
  toDo: Exclude<ToDo, 'NOTHING'>;
  provider: string;
  payment: ProviderPayment;
  orderId: string | undefined;
}

const orderIdOf = ({ metadata }: ProviderPayment): string | undefined =>
  OrderId.safeParse(metadata['orderId']).data;

const standingsOf = async (ask: AskDatabase, payments: readonly ProviderPayment[]) => {
  const keys = payments.flatMap((payment) => {
    const orderId = orderIdOf(payment);
    return orderId === undefined ? [] : [{ id: payment.id, orderId }];
  });
  if (keys.length === 0) return new Map<string, never>();
  const { paymentStandings } = await ask(STANDINGS, { payments: keys });
  return new Map(paymentStandings.map((standing) => [standing.id, standing]));
};

/** Looks through one page of a provider's list; gives what is to be done, and where the next page begins. */
export const look = async (
  { ask, providerOf, archive, now }: Omit<ReconcileEdges, 'settle' | 'isCalm'>,
  provider: string,
  after: string | undefined,
  moment: Moment,
): Promise<{ findings: Finding[]; next: string | undefined }> => {
  const window = { from: now() - WINDOW_MS, to: now() - UNDER_WAY_MS };
  const { payments, next } = await providerOf(provider).list({ ...window, after });
  const standings = await standingsOf(ask, payments);

  const knownOf = async (payment: ProviderPayment): Promise<Known> => {
    const { order = null, replay = null, replayedAt = null } = standings.get(payment.id) ?? {};
    const isSent = replay !== null && replayedAt !== null && order === null;
    return {
      orderId: orderIdOf(payment),
      order,
      replay: isSent ? { at: replayedAt, progress: await archive.progressOf(replay) } : undefined,
    };
  };

  const findings: Finding[] = [];
  for (const payment of payments) {
    const known = await knownOf(payment);
    const toDo = whatToDo(payment, known, moment);
    if (toDo !== 'NOTHING') findings.push({ toDo, provider, payment, orderId: known.orderId });
  }
  return { findings, next };
};

const giveBack = (provider: PaymentProvider, { id, status, captured, refunded }: ProviderPayment) =>
  status === 'authorised'
    ? provider.void(id, `${id}.letGo`)
    : provider.refund(id, captured - refunded, `${id}.letGo.${captured}`);

const giveBackAndNote = async (
  { ask, providerOf }: ReconcileEdges,
  { provider, payment }: Finding,
  orderId: string,
) => {
  const now = await giveBack(providerOf(provider), payment);
  await ask(NOTE_PAYMENTS, { payments: [asNoted(provider, orderId, now)] });
  log.warn('the money of a payment goes back', { paymentId: payment.id, state: now.status });
};

/** Does what is to be done about one payment, but for bringing back; gives whether it is reconciled then. */
const mend = async (edges: ReconcileEdges, finding: Finding): Promise<boolean> => {
  const { toDo, payment, orderId } = finding;
  if (toDo === 'ASK' || orderId === undefined) {
    log.error('a payment has to be looked at', { paymentId: payment.id, ...measured({ PaymentsWrong: 1 }) });
    return false;
  }
  if (toDo === 'SETTLE') {
    await edges.settle(orderId);
    return true;
  }
  // Marked before it goes: should the order come after all, it hears that its money can't be had.
  if (toDo === 'LET_GO' && (await edges.ask(LET_GO, { orderId })).letGo !== 'MARKED') return false;
  if (toDo === 'LET_GO' || toDo === 'EXTRA') {
    await giveBackAndNote(edges, finding, orderId);
    return true;
  }
  return edges.now() - payment.createdAt < KEPT_MS + PATIENCE_MS;
};

const mended = async (edges: ReconcileEdges, finding: Finding): Promise<boolean> => {
  try {
    return await inLogContext(finding.orderId === undefined ? {} : { orderId: finding.orderId }, () =>
      mend(edges, finding),
    );
  } catch (error) {
    // The next run tries it again; what happens to one payment must not keep the others waiting.
    log.warn('a payment could not be reconciled', { paymentId: finding.payment.id, error });
    return false;
  }
};

const bringBack = async ({ ask, archive, now }: ReconcileEdges, findings: readonly Finding[]) => {
  if (findings.length === 0) return;
  const payments = findings.flatMap(({ provider, payment, orderId }) =>
    orderId === undefined ? [] : [asNoted(provider, orderId, payment)],
  );
  // First their rows, on which the replay is noted.
  await ask(NOTE_PAYMENTS, { payments });
  const from = Math.min(...payments.map(({ createdAt }) => createdAt)) - MINUTE;
  const replay = await archive.replayToPlaceOrder(new Date(from), new Date(now()));
  await ask(NOTE_REPLAY, { paymentIds: payments.map(({ id }) => id), replay });
  log.warn('orders are brought back from the archive', { replay, payments: payments.length });
};

/** Does what is to be done about the payments of a page; gives how many are not reconciled after that. */
export const mendAll = async (edges: ReconcileEdges, findings: readonly Finding[]): Promise<number> => {
  const lost = findings.filter(({ toDo }) => toDo === 'BRING_BACK');
  await bringBack(edges, lost);
  let wrong = 0;
  for (const finding of findings) if (!(await mended(edges, finding))) wrong++;
  return wrong;
};
