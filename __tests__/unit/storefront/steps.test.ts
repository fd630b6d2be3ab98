import { PaymentState } from '../../../src/contracts/fields.ts';
import { cancelReasons, isFinal, orderStatuses } from '../../../src/contracts/orderStatuses.ts';

interface Step {
  name: string;
  state: 'Done' | 'Current' | 'Ahead';
  at?: string;
}

// The storefront's modules are plain JavaScript for browsers, and look at the page when they are loaded.
const page = {
  document: { documentElement: { lang: 'en', dataset: {} } },
  addEventListener: () => undefined,
};
const moduleOf = async <Module>(name: string): Promise<Module> =>
  (await import(`../../../src/storefront/js/${name}.js`)) as Module;

let stepAt: Record<string, string>;
let wordsOn: (order?: { status: string; payment?: string; cancelledReason?: string }) => string;
let stepsOf: (order?: { status: string; history: { status: string; at: string }[] }) => Step[];
let texts: Record<string, unknown[]>;
let isFinalOnPages: (status: string) => boolean;

beforeAll(async () => {
  Object.assign(globalThis, page);
  ({ stepAt, stepsOf, wordsOn } = await moduleOf<{
    stepAt: typeof stepAt;
    stepsOf: typeof stepsOf;
    wordsOn: typeof wordsOn;
  }>('steps'));
  ({ texts } = await moduleOf<{ texts: typeof texts }>('texts'));
  ({ isFinal: isFinalOnPages } = await moduleOf<{ isFinal: typeof isFinalOnPages }>('orderStatuses'));
});

const anOrderWith = (...statuses: string[]) => ({
  status: statuses.at(-1)!,
  history: statuses.map((status) => ({ status, at: '2026-11-24T10:00:00Z' })),
});

const drawn = (...statuses: string[]) =>
  stepsOf(anOrderWith(...statuses)).map(({ name, state }) => `${name} ${state}`);

describe('The pages of an order', () => {
  test.each([...orderStatuses])('know %s, and say it in both languages', (status) => {
    const words = [texts[`step${stepAt[status]}`], texts[`step${stepAt[status]}Text`]].flat();
    expect(words).toHaveLength(4);
    for (const each of words) expect(each).toMatch(/\S/);
    expect(isFinalOnPages(status)).toBe(isFinal(status));
    expect(stepsOf(anOrderWith('PLACED', status)).filter(({ state }) => state === 'Current')).toEqual([
      expect.objectContaining({ name: stepAt[status] }),
    ]);
  });

  test.each([...cancelReasons])('say in both languages why an order was cancelled: %s', (cancelledReason) => {
    const key = wordsOn({ status: 'CANCELLED', cancelledReason });
    expect(key).toBe(`because${cancelledReason}`);
    expect(texts[key]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
  });

  test.each(PaymentState.options)('say in both languages how a payment stands: %s', (payment) => {
    expect(texts[`payment${payment}`]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
  });

  test('cope with an order that says neither why it ended nor how it is paid, or says something new', () => {
    expect(wordsOn({ status: 'CANCELLED' })).toBe('stepCancelledText');
    expect(wordsOn({ status: 'CANCELLED', cancelledReason: 'HAIL' })).toBe('stepCancelledText');
    expect(wordsOn({ status: 'STOCKED' })).toBe('stepReadyText');
    expect(wordsOn()).toBe('stepReceivedText');
  });

  test('ask for no delivery time before the payment is here', () => {
    expect(wordsOn({ status: 'STOCKED', payment: 'PENDING' })).toBe('stepReadyUnpaidText');
    expect(wordsOn({ status: 'STOCKED', payment: 'PAID' })).toBe('stepReadyText');
  });

  test('show what an order that is under way has before it', () => {
    expect(drawn('PLACED', 'STOCKED')).toEqual([
      'Received Done',
      'Placed Done',
      'Growing Done',
      'Ready Current',
      'Booked Ahead',
    ]);
  });

  test.each([
    [['PLACED', 'STOCKED', 'DELIVERY_BOOKED', 'DELIVERED'], 'Received Placed Growing Ready Booked Delivered'],
    [['PLACED', 'COMPLETED'], 'Received Placed Completed'],
    [['PLACED', 'CANCELLED'], 'Received Placed Cancelled'],
    [['PLACED', 'STOCKED', 'CANCELLED'], 'Received Placed Growing Ready Cancelled'],
    [['CANCELLED'], 'Cancelled'],
  ])('show how an order that went %s came to its end, and nothing that is still ahead', (history, names) => {
    const steps = stepsOf(anOrderWith(...history));
    expect(steps.map(({ name }) => name).join(' ')).toBe(names);
    expect(steps.map(({ state }) => state)).toEqual([...steps.slice(1).map(() => 'Done'), 'Current']);
    expect(steps.at(-1)!.at).toBeDefined();
  });
});
