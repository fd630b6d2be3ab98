import { events } from '../../../src/contracts/events.ts';
import { CreateOrder } from '../../../src/contracts/requests.ts';
import { anOrderCreated, anOrderRequest } from '../../given.ts';

const isTaken = (field: string, text: string): boolean =>
  CreateOrder.safeParse(anOrderRequest({ [field]: text })).success;

describe('What a customer types into name, street and city', () => {
  test.each([
    "St. John's",
    'St.John',
    'Ann Lee Jr.',
    'A/C Ann Lee',
    'J.R.R. Tolkien',
    'Comercial Ortega S.A.de C.V.',
    'Cía.de Luz',
    'Av.Juárez 12, Col.Centro',
    'c/o Lee, Int.3/Depto.B',
    'أحمد',
  ])('is taken when it is honest: %s', (text) => {
    for (const field of ['name', 'street', 'city']) expect(isTaken(field, text)).toBe(true);
  });

  test.each([
    'see https://evil.example/x',
    'Ann evil.com',
    'EVIL.COM/win',
    'bit.ly/x',
    't.me/x',
    'www.evil.example',
    'evil。com',
    'win@evil.com',
    'Ann\u202eeeL',
    'Ann\u2066Lee',
    '\u200fAnn',
  ])('is refused when a mail would make a link of it, or show it backwards: %j', (text) => {
    for (const field of ['name', 'street', 'city']) expect(isTaken(field, text)).toBe(false);
  });
});

test('An order that was accepted before that rule still reaches its consumers', () => {
  const detail = anOrderCreated({ name: 'Ann of ann.com' });
  expect(events.OrderCreated.detail.safeParse(detail).success).toBe(true);
});
