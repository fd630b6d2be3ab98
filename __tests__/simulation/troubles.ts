import type { Fault } from '../../infra/audit/evidence.ts';
import type { Happened } from './engine/faults.ts';
import { allFaults } from './stage.ts';

type Trouble = Pick<Fault, 'what' | 'how' | 'name'>;

const MINUTE = 60_000;
const LATE_MS = 10 * MINUTE;
// What an instance had sent before it ended arrives so much later at most.
const UNDER_WAY_MS = 5000;

// function>service.operation|subject|nth
const CALL = /^(\w+)>(\w+)\.(\w+)/;

const CALLED: Record<string, Fault['what']> = {
  events: 'bus',
  database: 'database',
  smtp: 'mailServer',
  queues: 'queues',
  supplier: 'supplier',
  books: 'supplier',
};

const OUT: Record<string, Fault['what']> = {
  ...CALLED,
  'database pauses': 'database',
  bank: 'bank',
  'mail server': 'mailServer',
};

const ON_QUEUES = ['messageTwice', 'deleteLost', 'eventTwice', 'eventLate'];

const troubleOf = (kind: string, site: string): Trouble | undefined => {
  const is = allFaults[kind]?.is;
  if (is) return is;
  const [, caller = '', service = '', operation = ''] = CALL.exec(site) ?? [];
  if (kind.startsWith('crash')) return { what: 'function', how: 'kill', name: caller };
  if (kind === 'outage') return { what: OUT[site.split('|')[0]!] ?? 'function', how: 'refuse' };
  if (ON_QUEUES.includes(kind)) return { what: 'queues', how: kind };
  if (service === 'lambda')
    return operation === 'bank' || operation === 'capture'
      ? { what: 'bank', how: kind }
      : { what: 'function', how: kind, name: 'database' };
  const what = CALLED[service];
  return what && { what, how: kind };
};

const ORDER = /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const spanOf = (kind: string, at: number): Pick<Fault, 'from' | 'to'> => {
  const begun = at - (at % MINUTE);
  if (kind === 'outage') return { from: begun, to: begun + MINUTE };
  if (kind.startsWith('crash')) return { from: at, to: at + UNDER_WAY_MS };
  return { from: at, to: kind === 'eventLate' ? at + LATE_MS : at };
};

/** What the checker is told of a fault: what it was, when, and which orders alone it hit. */
export const troublesOf = ({ name, at, about }: Happened): Fault[] => {
  const [kind = '', site = ''] = name.split(/@(.*)/s);
  const trouble = troubleOf(kind, site);
  if (trouble === undefined) return [];
  const fault = { ...trouble, ...spanOf(kind, at) };
  if (about === undefined) return [fault];
  return [...new Set(about.match(ORDER) ?? [])].map((orderId) => ({ ...fault, orderId }));
};
