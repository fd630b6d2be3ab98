import type { AcceptedOrder, Person } from '../service.ts';

const MINUTE = 60_000;
const TRIES = 5;

const isAnswered = (status: number | undefined) => status !== undefined && status < 500 && status !== 429;

/** Asks the same until there is an answer, a few times. */
const until = async (person: Person, what: string, ask: () => Promise<number | undefined>): Promise<void> => {
  for (let nth = 1; nth <= TRIES; nth++) {
    if (isAnswered(await ask())) return;
    await person.sleep(person.between(`${what} waits ${nth}`, 5_000, 5 * MINUTE));
  }
};

/** An operator cancels the order, some time after it was accepted. */
export const cancel = async (person: Person, { orderId }: AcceptedOrder): Promise<void> => {
  await person.sleep(person.between('cancelled after', 0, 40 * MINUTE));
  await until(person, 'cancel', async () => {
    const askedAt = person.now();
    const body = { orderId, reason: 'the customer called', actor: 'Olga' };
    const answer = await person.ask({ method: 'POST', path: '/cancelOrder', body });
    const said = (answer?.body ?? {}) as { code?: string; money?: string };
    const { code, money } = said;
    person.note({
      ask: 'cancelOrder',
      orderId,
      askedAt,
      at: person.now(),
      status: answer?.status,
      code,
      money,
    });
    return answer?.status;
  });
};

const refundOnce = async (person: Person, { orderId, lines }: AcceptedOrder, nth = ''): Promise<void> => {
  await person.sleep(person.between(`refunded after${nth}`, 0, 90 * MINUTE));
  const isWhole = person.chance(`refunds all${nth}`) < 0.4;
  const { sku, quantity } = lines[0]!;
  const some = [{ sku, quantity: person.between(`refunds so many${nth}`, 1, quantity) }];
  const key = `${person.name}-refund-key${nth}`;
  await until(person, `refund${nth}`, async () => {
    const askedAt = person.now();
    const body = {
      orderId,
      reason: 'arrived withered',
      idempotencyKey: key,
      actor: 'Olga',
      ...(!isWhole && { lines: some }),
    };
    const answer = await person.ask({ method: 'POST', path: '/refundOrder', body });
    const { code, refundId } = (answer?.body ?? {}) as { code?: string; refundId?: string };
    const at = person.now();
    person.note({ ask: 'refundOrder', orderId, key, askedAt, at, status: answer?.status, code, refundId });
    return answer?.status;
  });
};

/** An operator refunds the whole order, or some of one line, perhaps twice; the same command again where no answer came. */
export const refund = async (person: Person, order: AcceptedOrder): Promise<void> => {
  await refundOnce(person, order);
  if (person.chance('refunds again') < 0.5) await refundOnce(person, order, '-2');
};
