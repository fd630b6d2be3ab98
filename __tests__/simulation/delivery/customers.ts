import type { FreeTimes } from '../../../src/contracts/responses.ts';
import type { AcceptedOrder, Person } from '../service.ts';

const SECOND = 1000;
const MINUTE = 60_000;
const TRIES = 12;

const freeTimes = async (person: Person, { market }: AcceptedOrder): Promise<readonly number[]> => {
  const answer = await person.ask({ method: 'GET', path: `/deliveryTimes?market=${market}` });
  if (answer?.status !== 200) return [];
  return (answer.body as unknown as FreeTimes).slots.map(({ time }) => time);
};

/** One try to book, and what came of it: the time that is booked, where the answer says so. */
const tryToBook = async (
  person: Person,
  { orderId }: AcceptedOrder,
  time: number,
  replaces: number | undefined,
) => {
  const askedAt = person.now();
  const body = { orderId, deliveryTime: time, ...(replaces !== undefined && { replaces }) };
  const answer = await person.ask({ method: 'POST', path: '/bookDelivery', body });
  const { code, deliveryTime: bookedTime } = (answer?.body ?? {}) as {
    code?: string;
    deliveryTime?: number | null;
  };
  const status = answer?.status;
  const when = { askedAt, at: person.now() };
  person.note({ ask: 'bookDelivery', orderId, time, replaces, ...when, status, code, bookedTime });
  return { status, code, bookedTime };
};

const NOT_YET = ['NOT_YET_DELIVERABLE', 'ORDER_NOT_FOUND'];
const TAKEN = ['SLOT_FULL', 'SLOT_NOT_OFFERED'];

/** Everybody wants one of the first times. */
const favourite = (person: Person, what: string, times: readonly number[]) =>
  person.oneOf(what, times.slice(0, 4));

/** Books until it is done or refused for good; gives the time that is booked. */
const bookUntilTold = async (
  person: Person,
  order: AcceptedOrder,
  what: string,
  replaces: number | undefined,
): Promise<number | undefined> => {
  let time: number | undefined;
  for (let nth = 1; nth <= TRIES; nth++) {
    time ??= favourite(person, `${what} favourite ${nth}`, await freeTimes(person, order));
    if (time !== undefined && time !== replaces) {
      const { status, code = '', bookedTime } = await tryToBook(person, order, time, replaces);
      if (status !== undefined && status < 300) return bookedTime ?? time;
      if (TAKEN.includes(code)) time = undefined;
      else if (status !== undefined && status < 500 && status !== 429 && !NOT_YET.includes(code))
        return bookedTime ?? undefined;
    } else time = undefined;
    await person.sleep(person.between(`${what} waits ${nth}`, SECOND, 4 * MINUTE));
  }
  return undefined;
};

/** A customer books a delivery time once his plants are there, perhaps another one later, and perhaps asks for a third. */
export const book = async (person: Person, order: AcceptedOrder): Promise<void> => {
  await person.sleep(person.between('books after', SECOND, 20 * MINUTE));
  let booked = await bookUntilTold(person, order, 'book', undefined);
  for (const nth of ['', ' again']) {
    if (booked === undefined || person.chance(`changes the time${nth}`) > 0.3) return;
    await person.sleep(person.between(`changes after${nth}`, SECOND, 20 * MINUTE));
    booked = await bookUntilTold(person, order, `change${nth}`, booked);
  }
};
