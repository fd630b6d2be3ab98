const read = (name: string): string | undefined => process.env[name] || undefined;

/** What a stage decides of one service, read from the environment at the moment of use. Throws where it is missing. */
export const setting = (name: string): string => {
  const value = read(name);
  if (value === undefined) throw new Error(`The setting ${name} is missing; serverless.yml should set it`);
  return value;
};

/** The same as a number. */
export const numberSetting = (name: string): number => {
  const value = Number(setting(name));
  if (!Number.isFinite(value)) throw new Error(`The setting ${name} must be a number`);
  return value;
};

/** Whether a stage turns something on. */
export const isOn = (name: string): boolean => read(name) === 'true';

/** What a stage decides of the platform. What one service alone reads stands there, where it is read. */
export const settings = {
  /** The stage's name; never missing, because no order may fail for a number on the dashboard. */
  get stage() {
    return read('STAGE') ?? 'unknown';
  },
  get eventBus() {
    return setting('EVENT_BUS');
  },
  get databaseFunction() {
    return setting('DATABASE_FUNCTION');
  },
  get databaseCluster() {
    return {
      resourceArn: setting('DATABASE_CLUSTER_ARN'),
      secretArn: setting('DATABASE_SECRET_ARN'),
      database: 'webshop',
    };
  },
  /** How many seconds a call waits for a paused database to resume. */
  get databasePatience() {
    return Number(read('DATABASE_PATIENCE') ?? 20);
  },
  /** The origins of web pages that may call the public routes. */
  get allowedOrigins() {
    return (read('ALLOWED_ORIGINS') ?? '').split(',').map((origin) => origin.trim().replace(/\/+$/, ''));
  },
  /** Where the banks that we play listen; undefined where they are a function. */
  get bankUrl() {
    return read('BANK_URL');
  },
  get bankFunction() {
    return setting('BANK_FUNCTION');
  },
  /** The archive of the bus, and what it can be replayed to: by the bus, but to the rule of placeOrder only. */
  get archive() {
    return {
      archive: setting('EVENT_ARCHIVE'),
      bus: setting('EVENT_BUS_ARN'),
      placeOrderRule: setting('PLACE_ORDER_RULE'),
    };
  },
  /** How many seconds a message that meets an outage waits at the longest until it is offered again. */
  get longestPause() {
    return Number(read('LONGEST_PAUSE') ?? 900);
  },
  /** Whether the fake third parties obey what a customer's e-mail tag tells them (see platform/fakeThirdParty.ts). */
  get fakesObeyTags() {
    return isOn('FAKES_OBEY_TAGS');
  },
};
