import type { OrderView } from '../../../src/contracts/responses.ts';
import type { AcceptedOrder, Person } from '../service.ts';

/** A customer looks at the status page now and then. */
export const askStatus = async (person: Person, { orderId }: AcceptedOrder): Promise<void> => {
  for (let nth = 1; nth <= person.between('looks', 1, 3); nth++) {
    await person.sleep(person.between(`looks after ${nth}`, 100, 600_000));
    const askedAt = person.now();
    const answer = await person.ask({ method: 'GET', path: `/orders/${orderId}` });
    const said = (answer?.body ?? {}) as Partial<OrderView> & { code?: string; status?: unknown };
    const isFound = answer?.status === 200;
    person.note({
      ask: 'orderStatus',
      orderId,
      askedAt,
      at: person.now(),
      status: answer?.status,
      code: said.code,
      ...(isFound && {
        orderStatus: said.status,
        payment: said.payment,
        deliveryTime: said.deliveryTime,
      }),
    });
  }
};
