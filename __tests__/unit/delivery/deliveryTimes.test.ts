import { measureFreeSlots } from '../../../src/delivery/deliveryTimes.ts';
import { offeredTimes } from '../../../src/delivery/slots.ts';
import { linesLogged } from '../../given.ts';

test('The free places of each market are told to the dashboard', async () => {
  process.env['SLOT_CAPACITY'] = '10';
  const lines = linesLogged();
  const now = Date.UTC(2027, 0, 4);
  const full = offeredTimes('MX', now)[0]!;
  await measureFreeSlots(
    { takenSlots: async (market) => new Map(market === 'MX' ? [[full, 10]] : []) },
    () => now,
  )();
  expect(lines()).toMatchObject([
    { market: 'US', FreeSlots: 10 * offeredTimes('US', now).length },
    { market: 'MX', FreeSlots: 10 * (offeredTimes('MX', now).length - 1) },
  ]);
});
