import type { Told } from '../../infra/audit/told.ts';
import type { Gateway } from './cloud/gateway.ts';
import type { Engine } from './engine/engine.ts';
import { wantPlants } from './order/customers.ts';
import type { AcceptedOrder, Act, Person } from './service.ts';

/** Brings customers to the shop; tells how many are still at it, and what they were told. */
export const peopleOver = (engine: Engine, ask: Gateway, acts: readonly Act[]) => {
  const told: Told[] = [];
  let busy = 0;

  const personOf = (name: string, role = ''): Person => {
    const who = `${name}${role}`;
    let slept = 0;
    return {
      name,
      now: () => engine.now,
      chance: (what) => engine.chance(`${who} ${what}`),
      between: (what, low, high) => engine.between(`${who} ${what}`, low, high),
      oneOf: (what, items) => engine.oneOf(`${who} ${what}`, items),
      sleep: (ms) => engine.sleep(ms, `${who} sleeps ${slept++}`),
      ask: (request) => ask(who, request),
      note: (each) => told.push(each),
    };
  };

  const during = async (work: Promise<unknown>) => {
    busy++;
    await work;
    busy--;
  };

  const followUp = ({ name, share, do: act }: Act, customer: string, order: AcceptedOrder) => {
    const person = personOf(customer, `.${name}`);
    if (person.chance('does it') < share) void during(act(person, order));
  };

  const live = async (customer: string) => {
    const order = await wantPlants(personOf(customer));
    if (order) for (const act of acts) followUp(act, customer, order);
  };

  return {
    told,
    isBusy: () => busy > 0,
    /** A customer comes after so many ms. */
    invite(customer: string, ms: number) {
      engine.after(ms, `${customer} comes`, () => void during(live(customer)));
    },
  };
};

export type People = ReturnType<typeof peopleOver>;
