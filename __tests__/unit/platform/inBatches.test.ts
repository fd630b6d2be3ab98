import { inBatches } from '../../../src/platform/inBatches.ts';

/** Work that notes what came together; `coming` tells how many are still expected. */
const theWork = (coming: () => number, ms: number) => {
  const batches: string[][] = [];
  const ask = inBatches<string, void>(
    async (items) => {
      batches.push([...items]);
      return items.map(() => undefined);
    },
    { size: 3, waiting: { ms, whileOthersCome: () => coming() > 0 } },
  );
  return { batches, ask };
};

const FOR_EVER = 2 ** 31 - 1;

describe('Calls that wait for each other', () => {
  test('go together as soon as no other is to come', async () => {
    let coming = 2;
    const { batches, ask } = theWork(() => coming, FOR_EVER);
    coming--;
    const first = ask('a');
    await Promise.resolve();
    expect(batches).toEqual([]);
    coming--;
    await Promise.all([first, ask('b')]);
    expect(batches).toEqual([['a', 'b']]);
  });

  test('go at once when they are as many as may go together; the next ones wait for each other', async () => {
    const { batches, ask } = theWork(() => 1, FOR_EVER);
    const full = ['a', 'b', 'c'].map((item) => ask(item));
    const next = ask('d');
    await Promise.all(full);
    expect(batches).toEqual([['a', 'b', 'c']]);
    await Promise.all([next, ask('e'), ask('f')]);
    expect(batches[1]).toEqual(['d', 'e', 'f']);
  });

  test('do not wait for one that never comes', async () => {
    const { batches, ask } = theWork(() => 1, 5);
    await ask('a');
    expect(batches).toEqual([['a']]);
  });

  test('each has its own wait', async () => {
    const { batches, ask } = theWork(() => 0, FOR_EVER);
    await ask('a');
    await ask('b');
    expect(batches).toEqual([['a'], ['b']]);
  });
});
