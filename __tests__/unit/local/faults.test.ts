import { AllOrders, openDoor, Orders } from '../../../infra/local/control/faults.ts';
import { behindDoor, obeyControl } from '../../../infra/local/control/functionFaults.ts';

const doorTold = (orders: object, random?: () => number) => {
  const door = openDoor(random);
  door.tell(Orders.parse(orders));
  return door;
};

describe('A door of the local AWS', () => {
  test('lets every call pass until it is told otherwise', () => {
    expect(openDoor(() => 0).meets('anything')).toBeUndefined();
  });

  test('does what it was told to the next calls, one after the other, and then no more', () => {
    const door = doorTold({ next: ['lose', 'pass', 'refuse'] });
    expect(['1', '2', '3', '4'].map((call) => door.meets(call))).toEqual([
      'lose',
      undefined,
      'refuse',
      undefined,
    ]);
    expect(door.left().next).toEqual([]);
  });

  test('does to a share of all calls what it was told', () => {
    const draws = [0, 0.049, 0.05, 0.099, 0.1, 0.99];
    const door = doorTold({ share: { refuse: 0.05, lose: 0.05 } }, () => draws.shift()!);
    expect(Array.from({ length: 6 }, () => door.meets(''))).toEqual([
      'refuse',
      'refuse',
      'lose',
      'lose',
      undefined,
      undefined,
    ]);
  });

  test('looks only at the calls that were meant', () => {
    const door = doorTold({ next: ['lose'], only: 'database' });
    expect(door.meets('/functions/stock')).toBeUndefined();
    expect(door.meets('/functions/database')).toBe('lose');
  });
});

test('what is no fault is refused, and not taken for "everything works"', () => {
  for (const wrong of [
    { event: {} },
    { events: { next: ['explode'] } },
    { events: { share: { lose: 2 } } },
    { postgres: 'asleep' },
  ])
    expect(() => AllOrders.parse(wrong)).toThrow();
});

describe('A function behind a door', () => {
  const seen: unknown[] = [];
  const stock = behindDoor('stock', async (event) => `done ${String(seen.push(event))}`);
  const tell = (orders: object) => {
    const { invoke, functions } = AllOrders.parse({ functions: { stock: orders } });
    const answers: unknown[] = [];
    const channel = process as { send?: unknown };
    const before = channel.send;
    channel.send = (answer: unknown) => answers.push(answer);
    process.emit('message', { type: 'faults', faults: { invoke, functions } }, undefined);
    channel.send = before;
    return answers;
  };
  beforeAll(() => obeyControl(0));
  beforeEach(() => void (seen.length = 0));

  test('works as it does without one', async () => {
    expect(await stock('an order')).toBe('done 1');
  });

  test('fails before its work, or after it', async () => {
    expect(tell({ next: ['refuse', 'lose'] })).toMatchObject([{ left: { functions: { stock: {} } } }]);
    await expect(stock('an order')).rejects.toThrow('stock fails');
    expect(seen).toEqual([]);
    await expect(stock('an order')).rejects.toThrow('stock fails');
    expect(seen).toEqual(['an order']);
  });

  test('fails for the messages that contain a text, each time, and for no other', async () => {
    tell({ share: { refuse: 1 }, only: 'crash@example.com' });
    await expect(stock({ email: 'crash@example.com' })).rejects.toThrow();
    await expect(stock({ email: 'crash@example.com' })).rejects.toThrow();
    expect(await stock({ email: 'ann@example.com' })).toBe('done 1');
  });
});
