import * as z from 'zod/mini';
import { breakingChanges } from '../../../infra/contracts/breakingChanges.ts';
import { contractsNow } from '../../../infra/contracts/contracts.ts';
import { events, Metadata } from '../../../src/contracts/events.ts';
import { consume } from '../../../src/platform/consume.ts';
import { metadata } from '../../../src/platform/eventBus.ts';
import { aBatch, anEnvelope, anOrder, anOrderCreated } from '../../given.ts';

beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});

describe('Consuming a batch of events', () => {
  test('one bad message does not hold up the others, and only it is offered again', async () => {
    const stored: string[] = [];
    const handler = consume('placeOrder', async ({ detail }) => {
      if (detail.name === 'Poison') throw new Error('no');
      stored.push(detail.orderId);
    });
    const [good, poison] = [anOrderCreated(), anOrderCreated({ name: 'Poison' })];
    const result = await handler(
      aBatch(
        anEnvelope('OrderCreated', good),
        anEnvelope('OrderCreated', poison),
        'not JSON',
        anEnvelope('OrderCreated', { ...good, lines: 'none' }),
        anEnvelope('StockCreated', good),
      ),
    );
    expect(stored).toEqual([good.orderId]);
    expect(result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
      'message-1',
      'message-2',
      'message-3',
      'message-4',
    ]);
  });
});

describe('Events that evolve', () => {
  const heard = async (detail: object) => {
    const details: unknown[] = [];
    const handler = consume('updateOrderStatus', async ({ detail }) => void details.push(detail));
    const { batchItemFailures } = await handler(aBatch(anEnvelope('StockCreated', detail)));
    return [...details, ...batchItemFailures];
  };
  const stockCreated = () => ({ orderId: anOrder().orderId, metadata: metadata('correlation-1') });

  test('a field that a consumer does not know is ignored, wherever it stands', async () => {
    const event = stockCreated();
    const newer = { ...event, greenhouse: 'North', metadata: { ...event.metadata, cause: 'new' } };
    expect(await heard(newer)).toEqual([event]);
  });

  test('a version that a consumer does not know waits for one that does', async () => {
    const event = stockCreated();
    expect(await heard({ ...event, metadata: { ...event.metadata, version: 2 } })).toEqual([
      { itemIdentifier: 'message-0' },
    ]);
  });

  test('in a new version the contract itself lifts old messages, so that consumers see only the new one', async () => {
    const released = contractsNow();
    const Old = events.StockCreated.detail;
    const New = z.object({
      orderId: z.string(),
      metadata: z.object({ ...Metadata.shape, version: z.literal(2) }),
      greenhouse: z.object({ name: z.string() }),
    });
    const lifted = z.transform(({ metadata, ...old }: z.infer<typeof Old>) => ({
      ...old,
      metadata: { ...metadata, version: 2 as const },
      greenhouse: { name: 'unknown' },
    }));
    jest.replaceProperty(events.StockCreated, 'detail', z.union([New, z.pipe(Old, lifted)]) as never);

    const event = stockCreated();
    const newer = {
      ...event,
      metadata: { ...event.metadata, version: 2 },
      greenhouse: { name: 'North' },
    };
    expect(await heard(newer)).toEqual([newer]);
    expect(await heard(event)).toEqual([{ ...newer, greenhouse: { name: 'unknown' } }]);
    expect(breakingChanges(released, contractsNow())).toEqual([]);

    jest.replaceProperty(events.StockCreated, 'detail', New as never);
    expect(breakingChanges(released, contractsNow())).toEqual([
      expect.stringContaining('event StockCreated, version 1 has vanished'),
    ]);
    jest.restoreAllMocks();
  });
});
