const read = (name: string): string | undefined => process.env[name] || undefined;

const required = (name: string): string => {
  const value = read(name);
  if (value === undefined) throw new Error(`The setting ${name} is missing; serverless.yml should set it`);
  return value;
};

const requiredNumber = (name: string): number => {
  const value = Number(required(name));
  if (!Number.isFinite(value)) throw new Error(`The setting ${name} must be a number`);
  return value;
};

/** What a stage decides, read from the environment at the moment of use. A missing required setting throws. */
export const settings = {
  /** The stage's name; never missing, because no order may fail for a number on the dashboard. */
  get stage() {
    return read('STAGE') ?? 'unknown';
  },
  get eventBus() {
    return required('EVENT_BUS');
  },
  get databaseFunction() {
    return required('DATABASE_FUNCTION');
  },
  get databaseCluster() {
    return {
      resourceArn: required('DATABASE_CLUSTER_ARN'),
      secretArn: required('DATABASE_SECRET_ARN'),
      database: 'webshop',
    };
  },
  /** How many seconds a call waits for a paused database to resume. */
  get databasePatience() {
    return Number(read('DATABASE_PATIENCE') ?? 20);
  },
  /** The server secret that turns an Idempotency-Key into an order id. */
  get orderIdKey() {
    return required('ORDER_ID_KEY');
  },
  /** Where the storefront is, without a slash at the end; links in mails begin with it. */
  get storefrontUrl() {
    return required('STOREFRONT_URL').replace(/\/+$/, '');
  },
  /** The origins of web pages that may call the public routes. */
  get allowedOrigins() {
    return (read('ALLOWED_ORIGINS') ?? '').split(',').map((origin) => origin.trim().replace(/\/+$/, ''));
  },
  get smtpUrl() {
    return required('SMTP_URL');
  },
  /** Where the banks that we play listen; undefined where they are a function. */
  get bankUrl() {
    return read('BANK_URL');
  },
  get bankFunction() {
    return required('BANK_FUNCTION');
  },
  /** Where orders wait to be stored, and where those lie that could not be. */
  get placeOrderQueues() {
    return [required('PLACE_ORDER_QUEUE'), required('PLACE_ORDER_DEAD_LETTERS')];
  },
  /** The archive of the bus, and what it can be replayed to: by the bus, but to the rule of placeOrder only. */
  get archive() {
    return {
      archive: required('EVENT_ARCHIVE'),
      bus: required('EVENT_BUS_ARN'),
      placeOrderRule: required('PLACE_ORDER_RULE'),
    };
  },
  /** The bucket in which the banks that we play keep their ledger. */
  get bankLedger() {
    return required('BANK_LEDGER');
  },
  /** How many mails one address gets in a day at most. */
  get mailsPerDay() {
    return requiredNumber('MAILS_PER_DAY');
  },
  /** How many orders by invoice one organisation number gets in a day at most. */
  get invoicesPerDay() {
    return requiredNumber('INVOICES_PER_DAY');
  },
  /** How many deliveries one slot takes. */
  get slotCapacity() {
    return requiredNumber('SLOT_CAPACITY');
  },
  /** How many seconds the effect of an event may take before what it is about is stuck. */
  get effectLimit() {
    return requiredNumber('EFFECT_LIMIT');
  },
  /** How many days an event stays in the outbox after its effect is there. */
  get outboxDays() {
    return requiredNumber('OUTBOX_DAYS');
  },
  /** How many seconds a message that meets an outage waits at the longest until it is offered again. */
  get longestPause() {
    return Number(read('LONGEST_PAUSE') ?? 900);
  },
  /** Whether the public may not send test orders. */
  get refusesTestOrders() {
    return read('REFUSE_TEST_ORDERS') === 'true';
  },
  /** Whether test orders are booked by themselves. */
  get booksTestOrders() {
    return read('BOOK_TEST_ORDERS') === 'true';
  },
  /** Whether the fake third parties obey what a customer's e-mail tag tells them (see platform/fakeThirdParty.ts). */
  get fakesObeyTags() {
    return read('FAKES_OBEY_TAGS') === 'true';
  },
  /** Whether the database service tells its schema to whoever asks. */
  get introspection() {
    return read('INTROSPECTION') === 'true';
  },
};
