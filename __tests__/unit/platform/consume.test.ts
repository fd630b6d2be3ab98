import { consume } from '../../../src/platform/consume.ts';
import { aBatch, anEnvelope, anOrderCreated } from '../../given.ts';

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
