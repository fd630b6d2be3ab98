import { catalogue } from '../../../src/contracts/catalogue.ts';
import type { ToldOfOrder } from '../../../infra/audit/told.ts';
import type { AcceptedOrder, Person } from '../service.ts';

type Lines = readonly { sku: string; quantity: number }[];

/** What a customer has in mind. */
interface Wish {
  market: 'US' | 'MX';
  isBusiness: boolean;
  /** Few of them, so that some reach the limit of a day. */
  orgNumber: string;
  lines: Lines;
  /** Older clients send a list of SKUs. */
  asList: boolean;
}

const SKUS = [...catalogue.keys()].sort();
const SECOND = 1000;
const HOUR = 3_600_000;

const linesOf = (person: Person, what: string): Lines => {
  const first = person.between(`${what} plant`, 0, SKUS.length - 1);
  return Array.from({ length: person.between(`${what} lines`, 1, 3) }, (_, index) => ({
    sku: SKUS[(first + index) % SKUS.length]!,
    quantity: person.between(`${what} quantity ${index}`, 1, 3),
  }));
};

const wishOf = (person: Person): Wish => {
  const market = person.chance('market') < 0.6 ? 'US' : 'MX';
  return {
    market,
    isBusiness: market === 'US' && person.chance('business') < 0.2,
    orgNumber: person.oneOf('organisation', ['556036079', '556036080']),
    lines: linesOf(person, 'wish'),
    asList: person.chance('as list') < 0.3,
  };
};

const totalOf = (lines: Lines) =>
  lines.reduce((sum, { sku, quantity }) => sum + catalogue.get(sku)!.price * quantity, 0);

const skusOf = (lines: Lines) =>
  lines.flatMap(({ sku, quantity }) => Array<string>(quantity).fill(sku)).join(',');

const bodyOf = ({ name }: Person, { market, isBusiness, orgNumber, lines, asList }: Wish) => ({
  name: `Customer ${name}`,
  email: `${name}@example.com`,
  phone: '+1 212 555 0100',
  street: '1 Garden Row',
  city: 'New York',
  customerType: isBusiness ? 'B2B' : 'B2C',
  market,
  ...(asList ? { products: skusOf(lines) } : { lines }),
  totalPrice: totalOf(lines),
  ...(isBusiness && { orgNumber }),
});

const keyOf = (person: Person, nth: number) => `${person.name}-key-${nth}-of-a-customer`;

/** One try to order, and what came of it. */
const tryToOrder = async (person: Person, wish: Wish, key: string | undefined) => {
  const askedAt = person.now();
  const answer = await person.ask({
    method: 'POST',
    path: '/createOrder',
    body: bodyOf(person, wish),
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
  const said = (answer?.body ?? {}) as { orderId?: string; idempotencyKey?: string; code?: string };
  const told: ToldOfOrder = {
    ask: 'createOrder',
    askedAt,
    at: person.now(),
    status: answer?.status,
    code: said.code,
    key,
    email: `${person.name}@example.com`,
    lines: wish.lines,
    totalUsd: totalOf(wish.lines),
    orderId: said.orderId,
  };
  person.note(told);
  return { status: answer?.status, code: said.code, orderId: said.orderId, key: said.idempotencyKey ?? key };
};

const isRefused = (status: number | undefined) =>
  status !== undefined && status >= 400 && status < 500 && status !== 429;

/** Another wish under another key, as the storefront does it; or, as a bad client does, under the same one. */
const edited = (person: Person, wish: Wish, attempt: number): { wish: Wish; keepsKey: boolean } => ({
  wish: { ...wish, lines: linesOf(person, `edit ${attempt}`) },
  keepsKey: person.chance(`keeps key ${attempt}`) < 0.3,
});

/**
 * A customer orders: after a doubt again with the same key, soon or hours later, perhaps with other contents; after a refusal
 * perhaps with a new key; until he is told yes, or gives up. Gives the order that he was told of.
 */
const orderUntilTold = async (person: Person, first: Wish): Promise<AcceptedOrder | undefined> => {
  let wish = first;
  let keys = 1;
  let key = person.chance('no key') < 0.1 ? undefined : keyOf(person, keys);
  const patience = person.between('patience', 1, 6);
  for (let attempt = 1; attempt <= patience; attempt++) {
    const { status, orderId, key: told } = await tryToOrder(person, wish, key);
    if (orderId !== undefined) return { orderId, market: wish.market, lines: wish.lines };
    if (isRefused(status)) {
      if (person.chance(`tries anew ${attempt}`) < 0.5) return undefined;
      key = keyOf(person, ++keys);
    } else key = told;
    const waits = person.chance(`comes back late ${attempt}`) < 0.1 ? HOUR : SECOND;
    await person.sleep(person.between(`waits ${attempt}`, 1, 30) * waits);
    if (person.chance(`edits ${attempt}`) >= 0.15) continue;
    const edit = edited(person, wish, attempt);
    wish = edit.wish;
    if (!edit.keepsKey) key = keyOf(person, ++keys);
  }
  return undefined;
};

/** The same customer in a second tab at nearly the same moment: the same order, or another one under the same key. */
const inSecondTab = async (person: Person, wish: Wish): Promise<void> => {
  await person.sleep(person.between('second tab', 0, 3000));
  const other = person.chance('other contents') < 0.3 ? { ...wish, lines: linesOf(person, 'second') } : wish;
  await tryToOrder(person, other, keyOf(person, 1));
};

/** What a customer does who wants plants; gives the order that he was told of. */
export const wantPlants = async (person: Person): Promise<AcceptedOrder | undefined> => {
  const wish = wishOf(person);
  const [order] = await Promise.all([
    orderUntilTold(person, wish),
    person.chance('two tabs') < 0.08 ? inSecondTab(person, wish) : undefined,
  ]);
  return order;
};
