import { chaos } from '../chaos/chaos.ts';
import { isYes, toldOf } from '../../infra/audit/told.ts';

describe('Nothing is lost, nobody pays wrongly, and nobody is told what is not so', () => {
  test('while PostgreSQL and the local cloud are killed, and other things go wrong, under orders', async () => {
    const plan = { seconds: 60, rate: 3, kills: { postgres: 3, stack: 1 }, troubles: 3, seed: 1 };
    const { evidence, violations } = await chaos(plan, () => undefined);
    expect(violations).toEqual([]);
    expect(toldOf(evidence.told, 'createOrder').filter(isYes).length).toBeGreaterThan(0);
  });
});
