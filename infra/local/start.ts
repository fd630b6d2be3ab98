import type { Gateway } from './shop/gateway.ts';
import { dataDirectory } from '../localPlaces.ts';
import { startShop } from './shop/shop.ts';
import type { Shop } from './shop/shop.ts';

// npm hands a Ctrl-C on that the terminal has already sent to us: the same one, not a second.
const SAME_KEY_STROKE_MS = 500;

let gateway: Gateway | undefined;
let shop: Shop | undefined;
let stoppingSince: number | undefined;

const leave = async (exitCode: number): Promise<never> => {
  await shop?.stop();
  process.exit(exitCode);
};

const onSignal = (): void => {
  if (stoppingSince === undefined) {
    stoppingSince = Date.now();
    console.log('\nStopping … (Ctrl-C again: at once)');
    // While it is still starting, the end of the gateway makes startShop give up and tidy up.
    void (shop === undefined ? gateway?.stop() : leave(0));
  } else if (Date.now() - stoppingSince > SAME_KEY_STROKE_MS) {
    gateway?.kill();
    process.exit(1);
  }
};

const summary = ({ shop, api, mailbox, bank }: Shop['addresses'], seconds: string): string => `
ACME's webshop is ready (${seconds} s).

  Shop      ${shop}
  API       ${api}
  Mailbox   ${mailbox}
  Bank      ${bank} (PUT /control tells it what to get wrong)
  Data      ${dataDirectory}
            shop.log: what the functions say · serverless.log: what the tools say

Ctrl-C stops it and keeps the data; npm run reset empties them.
`;

const start = async (): Promise<void> => {
  console.log('Starting the webshop …');
  // What breaks off because we stop is no news: it stands in the logs.
  const tell = (line: string) => stoppingSince === undefined && console.error(line);
  shop = await startShop({ tell, onGateway: (started) => (gateway = started) });
  if (stoppingSince !== undefined) return leave(0);
  console.log(summary(shop.addresses, process.uptime().toFixed(1)));
  const reason = await shop.failed;
  if (stoppingSince !== undefined) return;
  console.error(reason);
  await leave(1);
};

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
start().catch((error: unknown) => {
  if (stoppingSince === undefined) console.error(error instanceof Error ? error.message : error);
  process.exit(stoppingSince === undefined ? 1 : 0);
});
