import prices from './prices.json' with { type: 'json' };

/** What an order causes, counted on the running shop; `sqsSends` and `events` follow from who consumes what. */
export interface Counts {
  gatewayRequests: number;
  events: number;
  sqsSends: number;
  /** Batches that queues handed to functions: each is received and deleted with one request. */
  batches: number;
  invocations: number;
  gigabyteSeconds: number;
  statements: number;
  logBytes: number;
}

/** What a number of such orders costs at list price, in dollars, by what is paid for. */
export const costsOf = (counts: Counts, orders: number): Record<string, number> => {
  const { perMillion } = prices;
  const each = {
    'API Gateway': (counts.gatewayRequests * perMillion['API Gateway requests (REST)']) / 1e6,
    EventBridge: (counts.events * perMillion['EventBridge events']) / 1e6,
    SQS: ((counts.sqsSends + 2 * counts.batches) * perMillion['SQS requests']) / 1e6,
    'Lambda requests': (counts.invocations * perMillion['Lambda requests']) / 1e6,
    'Lambda time': counts.gigabyteSeconds * prices.lambdaGigabyteSecondArm64,
    'Data API': (counts.statements * perMillion['Data API requests']) / 1e6,
    'CloudWatch logs': (counts.logBytes * prices.logsGigabyte) / 1e9,
  };
  return Object.fromEntries(Object.entries(each).map(([what, dollars]) => [what, dollars * orders]));
};
