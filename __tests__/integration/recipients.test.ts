import type * as z from 'zod/mini';
import { type EventName, events } from '../../src/contracts/events.ts';
import { customerFields } from '../../src/contracts/fields.ts';
import { anOrder } from '../given.ts';
import { withMigratedDatabase } from './databaseGiven.ts';
import { aDeliveryTime, aShop } from './storeGiven.ts';

withMigratedDatabase();

/** A customer who has filled in each field, with something else in each. */
const customer = Object.fromEntries(
  Object.entries<z.ZodMiniType>(customerFields).map(([field, type]) => {
    const value = [`The ${field}`, `${field}@example.com`, '+1 212 555 0100'].find(
      (each) => type.safeParse(each).success,
    );
    if (value === undefined) throw new Error(`say here what a customer enters as ${field}`);
    return [field, value];
  }),
);

/** What an event must say of the customer, by its contract. */
const wantedOf = (name: EventName) =>
  Object.fromEntries(Object.entries(customer).filter(([field]) => field in events[name].detail.shape));

/** An order that goes through all that the stores announce of it; gives what the bus heard. */
const announced = async () => {
  const { orderId, ...order } = anOrder(customer);
  const { bus, place, move, book, service } = aShop();
  await place({ orderId, ...order });
  await move(orderId, 'STOCKED');
  await book({ orderId, deliveryTime: aDeliveryTime() });
  const lines = [{ sku: 'BL001', quantity: 1 }];
  const command = { orderId, reason: 'asked by phone', actor: 'olga' };
  await service.Mutation.refundOrder(null, { ...command, lines, idempotencyKey: 'by phone' });
  await service.Mutation.cancelOrder(null, command);
  return new Map(bus.announced.map(({ name, detail }) => [name, detail]));
};

test('each later event says of the customer all that its contract has, also what need not be entered', async () => {
  const said = await announced();
  // createOrder announces the first one, from the request.
  const wanted = (Object.keys(events) as EventName[]).filter(
    (name) => name !== 'OrderCreated' && Object.keys(wantedOf(name)).length > 0,
  );
  expect(wanted).toContain('OrderDeliverable');
  for (const name of wanted) expect({ [name]: said.get(name) }).toMatchObject({ [name]: wantedOf(name) });
});
