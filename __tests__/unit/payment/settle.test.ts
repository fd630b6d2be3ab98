import { type Lease, settle, type Settled } from '../../../src/payment/settle.ts';
import { Outage } from '../../../src/platform/outage.ts';
import {
  type PaymentProvider,
  type ProviderPayment,
  type RefusalCode,
  RefusedByProvider,
} from '../../../src/platform/paymentProvider.ts';
import { linesLogged } from '../../given.ts';
import { aHold, card } from './paymentGiven.ts';

const held = aHold();

/** A provider with one payment, that does what it is asked unless `broken` says otherwise. */
const aProvider = (payment: ProviderPayment | undefined, broken: Partial<PaymentProvider> = {}) => {
  const asked: string[] = [];
  const change = (what: string, changes: (payment: ProviderPayment) => Partial<ProviderPayment>) => {
    asked.push(what);
    return Promise.resolve({ ...payment!, ...changes(payment!) });
  };
  const provider = {
    get: () => {
      asked.push('get');
      return Promise.resolve(payment);
    },
    capture: (_: string, amount: number) =>
      change(`capture ${amount}`, () => ({ status: 'captured', captured: amount })),
    void: () => change('void', () => ({ status: 'voided' })),
    refund: (_: string, amount: number) =>
      change(`refund ${amount}`, ({ refunded }) => ({ refunded: refunded + amount })),
    ...broken,
  } as PaymentProvider;
  return { asked, providerOf: () => provider };
};

const leaseOf = (due: number): Lease => ({ id: 'lease-1', terms: card, due, isLetGo: false });

const theSettlements = (lease: Lease | 'UNKNOWN' | 'BUSY') => {
  const did: (Settled | 'released')[] = [];
  return {
    did,
    take: () => Promise.resolve(lease),
    note: async (_: string, __: Lease, settled: Settled) => void did.push(settled),
    release: async () => void did.push('released'),
  };
};

let lines: ReturnType<typeof linesLogged>;

beforeEach(() => {
  lines = linesLogged();
});

describe('Settling an order', () => {
  test('captures what is due and notes it with its outcome', async () => {
    const [{ asked, providerOf }, settlements] = [aProvider(held), theSettlements(leaseOf(45000))];
    expect(await settle(settlements, providerOf)('order')).toBe('CAPTURED');
    expect(asked).toEqual(['capture 45000']);
    expect(settlements.did).toEqual([
      { payment: { ...held, status: 'captured', captured: 45000 }, outcome: 'CAPTURED' },
    ]);
  });

  test('a capture that the bank refuses is a refused payment, and is not tried again', async () => {
    const capture = jest.fn(() => Promise.reject(new RefusedByProvider('capture_refused')));
    const [{ providerOf }, settlements] = [aProvider(held, { capture }), theSettlements(leaseOf(45000))];
    expect(await settle(settlements, providerOf)('order')).toBe('REFUSED');
    expect(capture).toHaveBeenCalledTimes(1);
    expect(settlements.did).toEqual([{ payment: held, outcome: 'REFUSED' }]);
  });

  test.each<[string, Partial<ProviderPayment>, RefusalCode, number, string, string[]]>([
    ['lapsed', { status: 'expired' }, 'authorisation_expired', 45000, 'REFUSED', ['get']],
    ['let go', { status: 'voided' }, 'wrong_state', 45000, 'REFUSED', ['get']],
    [
      'captured before at its whole amount',
      { status: 'captured', captured: 45000 },
      'idempotency_key_reused',
      30000,
      'CAPTURED',
      ['get', 'refund 15000'],
    ],
    ['smaller than agreed', { amount: 40000 }, 'amount_too_large', 45000, 'NOTHING_TO_SETTLE', ['get']],
  ])('a payment that was %s is looked at before more is done', async (_, change, code, due, ends, wanted) => {
    const refusing = { capture: () => Promise.reject(new RefusedByProvider(code)) };
    const { asked, providerOf } = aProvider({ ...held, ...change }, refusing);
    expect(await settle(theSettlements(leaseOf(due)), providerOf)('order')).toBe(ends);
    expect(asked).toEqual(wanted);
  });

  test('nothing is captured for an order that was given up, or of which nothing is due', async () => {
    for (const lease of [leaseOf(0), { ...leaseOf(45000), isLetGo: true }]) {
      const { asked, providerOf } = aProvider(held);
      await settle(theSettlements(lease), providerOf)('order');
      expect(asked).toEqual(['get', 'void']);
    }
  });

  test.each<[string, Partial<PaymentProvider>]>([
    ['does not answer', { capture: () => Promise.reject(new Outage('down')) }],
    [
      'says that the payment has just changed',
      { capture: () => Promise.reject(new RefusedByProvider('wrong_state')) },
    ],
  ])(
    'a provider that %s decides nothing: the lease goes back, and it is tried again later',
    async (_, broken) => {
      const [{ providerOf }, settlements] = [aProvider(held, broken), theSettlements(leaseOf(45000))];
      await expect(settle(settlements, providerOf)('order')).rejects.toBeInstanceOf(Outage);
      expect(settlements.did).toEqual(['released']);
    },
  );

  test('a refund that is refused makes a person look, and is not tried for ever', async () => {
    const captured: ProviderPayment = { ...held, status: 'captured', captured: 45000 };
    const refusing = { refund: () => Promise.reject(new RefusedByProvider('amount_too_large')) };
    const [{ providerOf }, settlements] = [aProvider(captured, refusing), theSettlements(leaseOf(0))];
    expect(await settle(settlements, providerOf)('order')).toBe('NOTHING_TO_SETTLE');
    expect(lines()).toContainEqual(expect.objectContaining({ level: 'ERROR', PaymentsWrong: 1 }));
  });

  test('an order that somebody else settles just now waits', async () => {
    await expect(settle(theSettlements('BUSY'), aProvider(held).providerOf)('order')).rejects.toBeInstanceOf(
      Outage,
    );
  });

  test('an order of which nobody was told has nothing to settle', async () => {
    expect(await settle(theSettlements('UNKNOWN'), aProvider(held).providerOf)('order')).toBe(
      'NOTHING_TO_SETTLE',
    );
  });
});
