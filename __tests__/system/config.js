import { parseArgs } from 'node:util';

const USAGE = `Creates orders on a stage, follows each to its booked delivery, and says what is missing.

  npm run system-test -- [--stage local] [--url http://localhost:3000/api] [--orders 100] [--concurrency N] [--timeout S]

--stage        whose orders these are; local and dev book test orders by themselves, on others this script books them
--url          the API, without a slash at the end; needed for a deployed stage (or API_URL)
--orders       how many orders to create
--concurrency  how many customers order at the same time; 8 locally, 2 on a deployed stage, whose account may be new
--timeout      how many seconds the orders have to get through; 120 locally, 600 on a deployed stage
--region       the region of a deployed stage (or AWS_REGION)

A deployed stage needs its mail server first (docs/deploy.md). Calls to its private routes and queues are signed with the caller's AWS credentials.`;

const wholeNumber = (name, value) => {
  if (!/^[1-9]\d*$/.test(value))
    throw new Error(`--${name} must be a whole number above 0, but is "${value}"`);
  return Number(value);
};

const local = {
  url: `http://127.0.0.1:${process.env.SHOP_PORT || 3000}/api`,
  mailbox: `http://127.0.0.1:${process.env.MAILBOX_PORT || 1080}`,
  queues: `http://127.0.0.1:${process.env.QUEUES_PORT || 4011}`,
};

/** What to test, from the command line: `npm run system-test -- --help` tells. */
export const readConfig = (args = process.argv.slice(2)) => {
  const { values } = parseArgs({
    args,
    options: {
      stage: { type: 'string', default: 'local' },
      url: { type: 'string', default: process.env.API_URL },
      region: { type: 'string', default: process.env.AWS_REGION ?? 'us-east-1' },
      orders: { type: 'string', default: '100' },
      concurrency: { type: 'string' },
      timeout: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const isLocal = values.stage === 'local';
  const url = values.url ?? (isLocal ? local.url : undefined);
  if (!url) throw new Error(`Stage ${values.stage} needs --url, the address of its API`);
  return {
    stage: values.stage,
    region: values.region,
    url: url.replace(/\/+$/, ''),
    isLocal,
    mailbox: isLocal ? local.mailbox : undefined,
    queues: isLocal ? local.queues : undefined,
    booksByItself: ['local', 'dev'].includes(values.stage),
    orders: wholeNumber('orders', values.orders),
    concurrency: wholeNumber('concurrency', values.concurrency ?? (isLocal ? '8' : '2')),
    timeoutMs: wholeNumber('timeout', values.timeout ?? (isLocal ? '120' : '600')) * 1000,
  };
};
