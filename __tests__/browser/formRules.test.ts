import { expect, test } from '@playwright/test';
import { pathToFileURL } from 'node:url';
import { acceptable } from '../../src/order/rules.ts';
import { CustomerType, Market } from '../../src/contracts/fields.ts';
import { CreateOrder } from '../../src/contracts/requests.ts';
import { anOrderRequest } from '../given.ts';

type Form = Record<string, string>;

// The storefront is plain JavaScript without types.
const { complaintsAbout } = (await import(pathToFileURL('src/storefront/js/cart/orderRules.js').href)) as {
  complaintsAbout: (form: Form) => [string, string][];
};

const aForm = (changes: Form = {}): Form => ({
  ...{ name: 'Ann Lee', email: 'ann@example.com', phone: '+1 212 555 0100', street: '1 Garden Row' },
  ...{ city: 'New York', customerType: 'B2C', market: 'US', orgNumber: '', ...changes },
});

const serverTakes = (form: Form): boolean => {
  const { success, data } = CreateOrder.safeParse(anOrderRequest(form));
  if (!success) return false;
  try {
    return Boolean(acceptable(data));
  } catch {
    return false;
  }
};

const tried: Record<string, string[]> = {
  name: [
    '',
    ' ',
    'Ann',
    `Ann "Annie" O'Hara; DROP TABLE orders`,
    '😀',
    'أحمد',
    'x'.repeat(200),
    'x'.repeat(201),
    'a\nb',
    'a\u0007b',
    '\ud800',
    'St.John',
    'J.R.R. Tolkien Jr.',
    'Dr.Ann',
    'Comercial Ortega S.A.de C.V.',
    'A/C Ann Lee',
    'see https://evil.example/x',
    'Ann evil.com',
    'Ann EVIL.COM/win',
    'Ann bit.ly/x',
    'www.evil.example',
    'Ann evil。com',
    'Ann evil．com',
    'win@evil.com',
    'Ann\u202eeeL',
    'Ann\u2066Lee',
    '\u200fAnn',
  ],
  email: [
    '',
    'ann',
    'ann@',
    'ann@example',
    'ann@example.com',
    ' ann@example.com ',
    'a.b+c@x.co.uk',
    'a..b@x.com',
    '.a@x.com',
    'a@x>, <v@y',
    'ann@exa mple.com',
    'añn@example.com',
    `${'a'.repeat(250)}@example.com`,
    "o'hara@example.com",
    'a@-x.com',
  ],
  phone: [
    '',
    '12',
    '12345',
    '+52 55 5555 0100',
    '(212) 555-0100',
    '212.555.0100',
    'call me',
    '+',
    '1'.repeat(30),
    '1'.repeat(31),
    '555/0100',
  ],
  street: [
    '',
    '1',
    'x'.repeat(200),
    'x'.repeat(201),
    'a\tb',
    'Av.Juárez 12, Col.Centro',
    'c/o Lee, Apt.5/B',
    '1 Row http://evil.example',
    'a\u2067b',
  ],
  city: ['', 'Coyoacán', "St. John's", 'x'.repeat(100), 'x'.repeat(101), 'a\u2028b', 'evil.net', 'a\u061cb'],
  orgNumber: ['', '12345', '123456', '12-345 678', '1'.repeat(20), '1'.repeat(21), 'abc123456', '١٢٣٤٥٦'],
};

for (const [field, values] of Object.entries(tried))
  test(`the form and the server agree on every ${field}`, () => {
    for (const value of values) {
      const form = aForm({ [field]: value, ...(field === 'orgNumber' && { customerType: 'B2B' }) });
      expect(complaintsAbout(form).length === 0, JSON.stringify(value)).toBe(serverTakes(form));
    }
  });

test('the form and the server agree on who is served where', () => {
  for (const customerType of CustomerType.options)
    for (const market of Market.options) {
      const form = aForm({ customerType, market, orgNumber: '123456' });
      expect(complaintsAbout(form).length === 0, `${customerType}/${market}`).toBe(serverTakes(form));
    }
});
