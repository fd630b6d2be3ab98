/** How many customers a delivery time takes: few, so that they compete. */
export const SLOT_CAPACITY = 5;

/** How many mails an address gets in a day. */
export const MAILS_PER_DAY = 50;

/** How many orders by invoice an organisation gets in a day: few, so that some are over it. */
export const INVOICES_PER_DAY = 8;

const arn = (what: string) => `arn:aws:simulated:${what}`;

/** What the functions read from their environment. */
export const environment: Record<string, string> = {
  STAGE: 'simulated',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'simulated',
  AWS_SECRET_ACCESS_KEY: 'simulated',
  EVENT_BUS: 'bus',
  DATABASE_FUNCTION: 'database',
  BANK_FUNCTION: 'bank',
  DATABASE_CLUSTER_ARN: arn('cluster'),
  DATABASE_SECRET_ARN: arn('secret'),
  DATABASE_PATIENCE: '20',
  ORDER_ID_KEY: 'known-to-everybody-in-a-simulation',
  SMTP_URL: 'smtp://simulated',
  STOREFRONT_URL: 'https://acmecorp.xyz',
  SLOT_CAPACITY: String(SLOT_CAPACITY),
  MAILS_PER_DAY: String(MAILS_PER_DAY),
  INVOICES_PER_DAY: String(INVOICES_PER_DAY),
  EFFECT_LIMIT: '600',
  OUTBOX_DAYS: '30',
  LONGEST_PAUSE: '900',
  PLACE_ORDER_QUEUE: 'https://simulated/placeOrder',
  PLACE_ORDER_DEAD_LETTERS: 'https://simulated/placeOrder-dlq',
  PLACE_ORDER_RULE: `${arn('rule')}/placeOrder`,
  EVENT_BUS_ARN: arn('bus'),
  EVENT_ARCHIVE: arn('archive'),
};
