import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { shopFacts } from './markets.ts';
import { cancelReasons, movingFacts, orderStatuses, paymentOutcomes } from './orderStatuses.ts';

// zod/mini instead of zod: a function that starts imports its contracts, and this part takes a third of the time.
z.config(en());

/**
 * One line of text that a person typed, of 1 to `max` characters.
 * Control characters and broken surrogates are refused, because neither PostgreSQL nor a mail header can hold them.
 */
const lineOfText = (max: number) =>
  z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(max),
    z.regex(/^[^\u0000-\u001f\u007f\u2028\u2029]*$/, 'must not contain control characters'),
    z.refine((text) => text.isWellFormed(), 'must be well-formed Unicode'),
  );

/** The id of an order: an unguessable UUID in lower case. */
export const OrderId = z.uuid().check(z.toLowerCase());

const keysOf = <Key extends string>(record: Record<Key, unknown>) => Object.keys(record) as Key[];

/** Where a customer lives, which decides currency, language and time zone. */
export const Market = z.enum(keysOf(shopFacts.markets));
export type Market = z.infer<typeof Market>;

/** Whether a customer is a business or an individual. */
export const CustomerType = z.enum(keysOf(shopFacts.customerTypes));
export type CustomerType = z.infer<typeof CustomerType>;

/** How far a stored order has come; orderStatuses.ts says what leads from one to another. */
export const OrderStatus = z.enum(orderStatuses);
export type OrderStatus = z.infer<typeof OrderStatus>;

/** A fact that moves an order. */
export const MovingFact = z.enum(movingFacts);
export type MovingFact = z.infer<typeof MovingFact>;

/** How an order's payment ended. */
export const PaymentOutcome = z.enum(paymentOutcomes);
export type PaymentOutcome = z.infer<typeof PaymentOutcome>;

/** Why an order was cancelled. */
export const CancelReason = z.enum(cancelReasons);
export type CancelReason = z.infer<typeof CancelReason>;

/**
 * What becomes of a customer's money when an order is cancelled. ALL_GOES_BACK: the order has not heard of its payment,
 * so money may be held, taken or neither; whatever it is, the customer gets it back.
 */
export const MoneyFate = z.enum(['NOTHING_CHARGED', 'ALL_GOES_BACK', 'MONEY_BACK', 'INVOICE_CREDITED']);
export type MoneyFate = z.infer<typeof MoneyFate>;

/** The currency of each market, as in ISO 4217. */
export const Currency = z.enum(keysOf(shopFacts.currencies));
export type Currency = z.infer<typeof Currency>;

/** How the payment of an order stands, as coarsely as whoever merely knows its id may see. NOTHING_TO_PAY: whatever was held or taken goes back. */
export const PaymentState = z.enum(['PENDING', 'PAID', 'BY_INVOICE', 'NOTHING_TO_PAY', 'REFUNDED']);
export type PaymentState = z.infer<typeof PaymentState>;

/** What we know a product by. */
export const Sku = z.string().check(z.minLength(1), z.maxLength(20));

/** How many of one plant; more than 999 is a project, not an order. */
export const Quantity = z.int().check(z.minimum(1), z.maximum(999));

/** The name that a client gives to what it asks for, so that it can ask again safely. */
export const IdempotencyKey = z
  .string()
  .check(z.regex(/^[\x21-\x7e]{8,255}$/, 'must be 8 to 255 visible ASCII characters'));

/** An address that a mail can safely be sent to (RFC 5321: 254 characters at most). */
export const Email = z.string().check(z.trim(), z.maxLength(254), z.email());

/** A phone number as people write them: digits with spaces, brackets, dots, dashes and a leading plus. */
export const Phone = z
  .string()
  .check(z.trim(), z.maxLength(30), z.regex(/^\+?[0-9(][0-9 ()./-]{4,}$/, 'must be a phone number'));

/** 0 for a customer's order; above 0 it marks the orders of one test run. */
export const TestId = z.int().check(z.minimum(0), z.maximum(2147483647));

/** US cents, of as much as PostgreSQL's and GraphQL's integers hold. */
export const TotalPrice = z.int().check(z.minimum(1), z.maximum(2147483647));

// The largest date that JavaScript knows.
const LAST_MOMENT = 8.64e15;

/** A moment in milliseconds since 1970, as a number or as its digits. */
export const EpochMilliseconds = z.union([
  z.int().check(z.minimum(0), z.maximum(LAST_MOMENT)),
  z.pipe(z.string().check(z.regex(/^\d{1,15}$/, 'must be milliseconds since 1970')), z.transform(Number)),
]);

// Mail programs make a link of what looks like an address in the web, with any of the dots that browsers take for one.
// Only endings that are in wide use, and neither "de" nor "la": "St.John", "S.A.de C.V." and "A/C" are no addresses.
const WEB_ADDRESS =
  /:\/\/|(?<![\p{L}\p{N}])www[.。．｡]|[\p{L}\p{N}-]{2,}[.。．｡](?:com|net|org|info|biz|edu|gov|io|co|me|ai|app|dev|xyz|top|shop|store|site|online|website|link|click|live|club|pro|icu|vip|ly|gg|to|tk|ru|cn|uk|eu|us|mx|ca|br|in)(?![\p{L}\p{N}])|[\p{L}\p{N}]\.\p{L}{2,}\//iu;

const typedLine = (line: ReturnType<typeof lineOfText>) =>
  line.check(
    // What turns the direction of writing can make one word look like another.
    z.refine((text) => !/\p{Bidi_Control}/u.test(text), 'must not contain bidi control characters'),
    z.refine((text) => !WEB_ADDRESS.test(text), 'must not contain a web address'),
  );

/**
 * The fields that say who ordered and where to: the form's, createOrder's, the events', and those of the private graph
 * and of its table (a column `customer_…` each). Lengths are in UTF-16 units.
 */
export const customerFields = {
  name: lineOfText(200),
  email: Email,
  phone: Phone,
  street: lineOfText(200),
  city: lineOfText(100),
};

type CustomerField = keyof typeof customerFields;

/** What something says of the customer, and nothing else of it. */
export const customerOf = <Said extends Partial<Record<CustomerField, unknown>>>(said: Said) =>
  Object.fromEntries(keysOf(customerFields).map((field) => [field, said[field]])) as Pick<
    Said,
    CustomerField & keyof Said
  >;

/** The same as a customer types them now: what goes into mails has no web addresses and no bidi control characters. */
export const typedFields = {
  ...customerFields,
  name: typedLine(customerFields.name),
  street: typedLine(customerFields.street),
  city: typedLine(customerFields.city),
};
