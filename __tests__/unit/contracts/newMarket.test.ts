import { readFileSync } from 'node:fs';
import { factFiles } from '../../../infra/docs/storefrontFacts.ts';
import type { Language, ShopFacts } from '../../../src/contracts/markets.ts';
import type { CreateOrder } from '../../../src/contracts/requests.ts';
import { offeredTimes } from '../../../src/delivery/slots.ts';
import { messageFor } from '../../../src/email/messages.ts';
import { acceptable } from '../../../src/order/rules.ts';
import { aCreateOrder, anOrder } from '../../given.ts';
import { aThirdMarket, PERU } from './thirdMarket.ts';

type Form = Record<string, string>;

const { complaintsAbout, termsOf } = jest.requireActual<{
  complaintsAbout(form: Form, facts: ShopFacts): [field: string, text: string][];
  termsOf(form: Form, language: Language, facts: ShopFacts): [text: string, blanks: object];
}>('../../../src/storefront/js/cart/orderRules.js');

const { formTexts } = jest.requireActual<{
  formTexts: Record<string, ((blanks: object) => string)[]>;
}>('../../../src/storefront/js/texts/form.js');

const NOW = Date.parse('2026-11-24T12:00:00Z');

const anOrderIn = (changes: object): CreateOrder =>
  ({ ...aCreateOrder(), market: PERU, ...changes }) as CreateOrder;

const aForm = (changes: Form = {}): Form => {
  const { name, email, phone, street, city } = aCreateOrder();
  return { name, email, phone, street, city, market: 'PE', customerType: 'B2C', orgNumber: '', ...changes };
};

const refusalOf = (order: CreateOrder): string => {
  try {
    acceptable(order, aThirdMarket);
    return '';
  } catch (refusal) {
    return (refusal as Error).message;
  }
};

const spanish = (form: Form): string => {
  const [key, blanks] = termsOf(form, 'es', aThirdMarket);
  return formTexts[key]![1]!(blanks);
};

const RUC = '20123456789';

describe('A third market and a third customer type, added to the data alone', () => {
  test('take an order by the rules: in the new currency, charged at once or by invoice', () => {
    expect(acceptable(anOrderIn({}), aThirdMarket)).toMatchObject({
      totalPrice: 45000,
      localPrice: 180000,
      currency: 'PEN',
      chargedAtOnce: true,
    });
    expect(acceptable(anOrderIn({ customerType: 'SCHOOL', orgNumber: RUC }), aThirdMarket)).toMatchObject({
      chargedAtOnce: false,
      orgNumber: RUC,
    });
  });

  test.each([
    ['an individual', {}, []],
    ['a school with its number', { customerType: 'SCHOOL', orgNumber: RUC }, []],
    ['a school without a number', { customerType: 'SCHOOL' }, ['orgNumber']],
    ['a school with a short number', { customerType: 'SCHOOL', orgNumber: '1234567' }, ['orgNumber']],
    ['a business', { customerType: 'B2B', orgNumber: '1234567' }, ['market']],
    ['a school in an old market', { customerType: 'SCHOOL', market: 'US', orgNumber: RUC }, []],
  ])('%s is judged alike by the form and by the server', (_, changes: Form, fields) => {
    expect(complaintsAbout(aForm(changes), aThirdMarket).map(([field]) => field)).toEqual(fields);
    expect(refusalOf(anOrderIn(changes)).split(':').slice(0, -1)).toEqual(fields);
  });

  test('tell on the page how it is paid', () => {
    expect(spanish(aForm())).toBe('Se paga al momento con Banco Andino, en soles.');
    expect(spanish(aForm({ customerType: 'SCHOOL' }))).toBe(
      'Nada que pagar ahora: a los colegios les enviamos factura.',
    );
  });

  test('are offered delivery times by their own clocks', () => {
    const times = offeredTimes(PERU, NOW, aThirdMarket);
    expect(times[0]).toBe(Date.parse('2026-11-25T09:00:00-05:00'));
    expect(times).toHaveLength(36);
  });

  test('are written to in their language, their money and by their clocks', () => {
    const { lines, ...recipient } = { ...anOrder(), market: PERU };
    const write = (facts: Parameters<typeof messageFor>[0]) =>
      messageFor(facts, 'https://shop.example', NOW, aThirdMarket).text;
    const thanks = write({
      ...recipient,
      transaction: 'OrderCreated',
      ordered: { lines, localPrice: 180000 },
    });
    expect(thanks).toMatch(/2 × Lirio básico: S\/\s1,200\.00/);
    expect(thanks).toMatch(/Total: S\/\s1,800\.00 PEN/);
    const deliveryTime = offeredTimes(PERU, NOW, aThirdMarket)[0]!;
    expect(write({ ...recipient, transaction: 'DeliveryBooked', deliveryTime, decidedAt: NOW })).toMatch(
      /miércoles, 25 de noviembre de 2026.*9:00\sa\.\s?m\. \(hora de Lima\)/,
    );
  });

  test.each([
    ['js/shop/markets.js', '"bancoAndino"'],
    ['js/shop/chooseLanguage.js', "PE: 'es'"],
    ['cart.html', 'value="PE"'],
    ['cart.html', 'value="SCHOOL"'],
    ['index.html', 'hreflang="es-PE"'],
    ['sitemap.xml', '?market=PE'],
  ])('reach %s by "npm run docs" (%s)', (file, said) => {
    const written = factFiles
      .filter((each) => each.file.endsWith(file))
      .reduce((text, { file: path, write }) => write(text || readFileSync(path, 'utf8'), aThirdMarket), '');
    expect(written).toContain(said);
  });
});
