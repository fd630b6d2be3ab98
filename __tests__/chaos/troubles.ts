import { setTimeout } from 'node:timers/promises';
import type { Fault } from '../../infra/audit/evidence.ts';
import type { Random } from './random.ts';
import type { Part, Victim } from './victim.ts';

/** Something that goes wrong: what it is called in the report, and in the evidence. `begin` gives how it ends. */
export interface Trouble extends Pick<Fault, 'what' | 'how' | 'name'> {
  called: string;
  begin(victim: Victim): Promise<() => Promise<unknown>>;
}

type Orders = Parameters<ReturnType<Victim['shop']>['control']>[0];

const ordered = (called: string, fault: Pick<Fault, 'what' | 'how' | 'name'>, orders: Orders): Trouble => ({
  called,
  ...fault,
  begin: async (victim) => {
    await victim.shop().control(orders);
    return () => victim.shop().control({});
  },
});

const frozen = (part: Part, what: Fault['what']): Trouble => ({
  called: `freeze ${part}`,
  what,
  how: 'freeze',
  begin: async (victim) => {
    const thaw = victim.freeze(part);
    return async () => thaw();
  },
});

const told = (
  called: string,
  fault: Pick<Fault, 'what' | 'how'>,
  tell: (victim: Victim) => [string, RequestInit],
  undo: object,
): Trouble => ({
  called,
  ...fault,
  begin: async (victim) => {
    const [url, request] = tell(victim);
    await fetch(url, request);
    return () => fetch(url, { ...request, body: JSON.stringify(undo) });
  },
});

const toBank =
  (orders: object) =>
  (victim: Victim): [string, RequestInit] => [
    `${victim.shop().bank}/control`,
    { method: 'PUT', headers: { 'x-local-control': 'yes' }, body: JSON.stringify(orders) },
  ];

const toMailbox =
  (faults: object) =>
  (victim: Victim): [string, RequestInit] => [
    `${victim.shop().mailbox}/faults`,
    { method: 'POST', body: JSON.stringify(faults) },
  ];

const BROKEN = { share: { refuse: 0.2, throttle: 0.2, lose: 0.2 } };
const CONSUMERS = [
  'placeOrder',
  'stock',
  'payment',
  'finance',
  'updateOrderStatus',
  'freeSlot',
  'email',
  'database',
];

const onFunctions: Trouble[] = CONSUMERS.flatMap((name) => [
  ordered(
    `${name} fails`,
    { what: 'function', how: 'refuse', name },
    { functions: { [name]: { share: { refuse: 0.3, lose: 0.3 } } } },
  ),
  ordered(
    `${name} hangs`,
    { what: 'function', how: 'dawdle', name },
    { functions: { [name]: { share: { dawdle: 0.5 }, dawdleMs: 8000 } } },
  ),
]);

/** All that can go wrong for some seconds, beside the kills. */
export const troubles: Trouble[] = [
  frozen('postgres', 'database'),
  frozen('stack', 'process'),
  frozen('functions', 'process'),
  frozen('bank', 'bank'),
  {
    called: 'kill bank',
    what: 'bank',
    how: 'kill',
    begin: async (victim) => {
      victim.killBank();
      return async () => undefined;
    },
  },
  ordered('database breaks', { what: 'database', how: 'lose' }, { dataApi: BROKEN }),
  ordered(
    'database is slow',
    { what: 'database', how: 'dawdle' },
    { dataApi: { share: { dawdle: 0.5 }, dawdleMs: 1500 } },
  ),
  ordered('bus breaks', { what: 'bus', how: 'lose' }, { events: BROKEN }),
  ordered('queues break', { what: 'queues', how: 'lose' }, { queues: BROKEN }),
  ordered('invoke breaks', { what: 'function', how: 'lose', name: 'invoke' }, { invoke: BROKEN }),
  told('bank loses answers', { what: 'bank', how: 'lose' }, toBank({ loses: 15 }), {}),
  told('bank is slow', { what: 'bank', how: 'dawdle' }, toBank({ dawdles: 15, dawdleMs: 4000 }), {}),
  told('mail server defers', { what: 'mailServer', how: 'defer' }, toMailbox({ rejectNext: 30 }), {
    rejectNext: 0,
  }),
  told('mail server is slow', { what: 'mailServer', how: 'dawdle' }, toMailbox({ answerAfter: 2000 }), {
    answerAfter: 0,
  }),
  ...onFunctions,
];

/** Lets a trouble last for some seconds; gives it as evidence. */
export const suffer = async (victim: Victim, trouble: Trouble, random: Random): Promise<Fault> => {
  const { what, how, name } = trouble;
  const from = Date.now();
  const end = await trouble.begin(victim);
  await setTimeout(random.between(500, 5000));
  await end();
  return { what, how, from, to: Date.now(), ...(name !== undefined && { name }) };
};
