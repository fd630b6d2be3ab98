import { shopFacts } from '../../src/contracts/markets.ts';
import { COMMON, commandLine, run, URL_HELP } from './commandLine.ts';
import { askRoute } from './privateApi.ts';
import { withUrl } from './stack.ts';

const USAGE = `Compares what the payment providers have of the last eight days with our orders, and mends what differs: settles, brings
back from the archive, gives back after a day. The shop does the same by itself, every five minutes on prod.

  npm run ops:reconcile -- --dry-run [--stage prod]

--dry-run   only says what would be done
${URL_HELP}
${COMMON}`;

interface Page {
  isCalm: boolean;
  findings: {
    toDo: string;
    orderId: string | null;
    paymentId: string;
    state: string;
    amount: number;
    currency: string;
    createdAt: string;
  }[];
  wrong?: number;
  next: string | null;
}

const meanings: Record<string, string> = {
  SETTLE: 'its order is not settled to what is due',
  BRING_BACK: 'has no order: that time is replayed to placeOrder',
  WAIT: 'has no order: it is too early to give it back',
  LET_GO: 'has no order after a day and two tries: the money goes back',
  EXTRA: 'its order has another payment: the money goes back',
  ASK: 'a person has to look: it names no order of ours, or one without terms',
};

const { stage, words } = commandLine(USAGE, { 'dry-run': { type: 'boolean', default: false } });
const dryRun = words['dry-run'];

await run(async () => {
  const ask = askRoute(await withUrl(stage));
  let [found, wrong] = [0, 0];
  for (const provider of Object.keys(shopFacts.providers))
    for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
      const page: Page = await ask('/reconcile', { provider, dryRun, ...(after !== null && { after }) });
      if (isFirst && !page.isCalm)
        console.log(
          'placeOrder has messages or dead letters: nothing is brought or given back until it has none.',
        );
      for (const { toDo, orderId, paymentId, state, amount, currency, createdAt } of page.findings)
        console.log(
          `${toDo.padEnd(10)}  ${paymentId}  ${state} ${(amount / 100).toFixed(2)} ${currency}  ${createdAt}  ` +
            `order ${orderId ?? '(none)'}: ${meanings[toDo]}`,
        );
      found += page.findings.length;
      wrong += page.wrong ?? 0;
      after = page.next;
    }
  console.log(
    dryRun
      ? `${found} findings. Nothing was done: this was a dry run.`
      : `${found} findings, ${wrong} of them still open.`,
  );
});
