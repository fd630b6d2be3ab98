import { randomUUID } from 'node:crypto';
import { ACCOUNT } from './arns.ts';
import type { Delivery } from './queues.ts';

/** A rule that is ready to be applied: which events of the bus it wants, and the queues that get them. */
export interface CompiledRule {
  name: string;
  bus: string;
  matches(event: object): boolean;
  queueNames: readonly string[];
}

/** What the local EventBridge knows about the service. */
export interface EventRouting {
  region: string;
  buses: readonly string[];
  rules: readonly CompiledRule[];
}

/** One entry of a PutEvents answer. */
export type EntryResult = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

/** An event that a bus accepted, as its consumers receive it: the JSON text of its envelope. */
export interface AcceptedEvent {
  bus: string;
  body: string;
}

/** What becomes of one entry: the answer to its sender, and if it is accepted the event and its messages. */
export interface Routed {
  result: EntryResult;
  event?: AcceptedEvent;
  deliveries: Delivery[];
}

type Entry = Record<string, unknown>;

/** Documented since January 2026 (256 KB before): all entries of one request together, in bytes. */
const MAXIMUM_BYTES = 1024 * 1024;

const refusal = (ErrorCode: string, ErrorMessage: string): Routed => ({
  result: { ErrorCode, ErrorMessage },
  deliveries: [],
});

const bytes = (value: unknown) => (typeof value === 'string' ? Buffer.byteLength(value) : 0);

const sizeOf = (entry: Entry) =>
  (entry['Time'] === undefined ? 0 : 14) +
  bytes(entry['Source']) +
  bytes(entry['DetailType']) +
  bytes(entry['Detail']) +
  (Array.isArray(entry['Resources'])
    ? entry['Resources'].reduce<number>((sum, one) => sum + bytes(one), 0)
    : 0);

/** Says why EventBridge would refuse the whole request (a ValidationException), or undefined. */
export const problemWithRequest = (entries: unknown): string | undefined => {
  if (!Array.isArray(entries) || !entries.every((entry) => typeof entry === 'object' && entry !== null))
    return "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must be a list of entries";
  if (entries.length < 1 || entries.length > 10)
    return `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length between 1 and 10, but has ${entries.length}`;
  if (entries.reduce((sum: number, entry: Entry) => sum + sizeOf(entry), 0) >= MAXIMUM_BYTES)
    return 'Total size of the entries in the request is over the limit.';
  return undefined;
};

const busOf = ({ EventBusName = 'default' }: Entry) =>
  String(EventBusName).replace(/^arn:.*:event-bus\//, '');

const parsedDetail = (detail: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(detail);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const timeOf = ({ Time }: Entry) => {
  const time = new Date(typeof Time === 'number' ? Time * 1000 : Date.now());
  return `${time.toISOString().slice(0, 19)}Z`;
};

// SQS refuses nothing that EventBridge sends, but fauxqs refuses emoji in a SendMessage, so a redrive would fail.
const escapedUnicode = (json: string) =>
  json.replace(/[\uD800-\uDFFF\uFFFE\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);

const envelope = (entry: Entry, region: string) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': entry['DetailType'],
  source: entry['Source'],
  account: ACCOUNT,
  time: timeOf(entry),
  region,
  resources: Array.isArray(entry['Resources']) ? entry['Resources'] : [],
});

/** The messages that the rules of a bus make of an event; a queue that several rules name gets one. */
export const deliveriesOf = (
  { bus, body }: AcceptedEvent,
  event: object,
  rules: readonly CompiledRule[],
): Delivery[] => {
  const wanting = rules.filter((rule) => rule.bus === bus && rule.matches(event));
  const queueNames = new Set(wanting.flatMap((rule) => rule.queueNames));
  return [...queueNames].map((queueName) => ({ queueName, body }));
};

/** Judges one entry as EventBridge does, and says which messages have to be stored before it may be acknowledged. */
export const route = (entry: Entry, { region, buses, rules }: EventRouting): Routed => {
  for (const name of ['Source', 'DetailType', 'Detail'])
    if (typeof entry[name] !== 'string' || entry[name] === '')
      return refusal(
        'InvalidArgument',
        `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      );
  const detail = parsedDetail(String(entry['Detail']));
  if (!detail) return refusal('MalformedDetail', 'Detail is malformed.');
  const bus = busOf(entry);
  // AWS answers success here and drops the event without a word; on a laptop a wrong name should be heard.
  if (!buses.includes(bus)) return refusal('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
  const head = envelope(entry, region);
  // The detail goes through as it was written, numbers beyond 2^53 included.
  const body = escapedUnicode(`${JSON.stringify(head).slice(0, -1)},"detail":${String(entry['Detail'])}}`);
  const event = { bus, body };
  return { result: { EventId: head.id }, event, deliveries: deliveriesOf(event, { ...head, detail }, rules) };
};
