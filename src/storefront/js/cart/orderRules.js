import { shopFacts } from '../shop/markets.js';

// The rules of src/contracts/fields.ts and src/order/rules.ts, told while the customer types; the server decides.
// A browser test holds both against the same values.

const EMAIL =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;
const PHONE = /^\+?[0-9(][0-9 ()./-]{4,}$/;
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f\u2028\u2029]|\p{Bidi_Control}/u;
const WEB_ADDRESS =
  /:\/\/|(?<![\p{L}\p{N}])www[.。．｡]|[\p{L}\p{N}-]{2,}[.。．｡](?:com|net|org|info|biz|edu|gov|io|co|me|ai|app|dev|xyz|top|shop|store|site|online|website|link|click|live|club|pro|icu|vip|ly|gg|to|tk|ru|cn|uk|eu|us|mx|ca|br|in)(?![\p{L}\p{N}])|[\p{L}\p{N}]\.\p{L}{2,}\//iu;

const isLine = (max) => (value) =>
  value.length <= max && !CONTROL_CHARACTERS.test(value) && !WEB_ADDRESS.test(value) && value.isWellFormed();

const rules = {
  name: isLine(200),
  email: (value) => value.length <= 254 && EMAIL.test(value),
  phone: (value) => value.length <= 30 && PHONE.test(value),
  street: isLine(200),
  city: isLine(100),
};

const isOrgNumber = (value, { fewestDigits, mostDigits }) => {
  const number = value.replaceAll(/[ -]/g, '');
  return /^\d+$/.test(number) && number.length >= fewestDigits && number.length <= mostDigits;
};

/** The fields of the form that a customer types into, in the order of the page. */
export const typedFields = ['name', 'orgNumber', 'email', 'phone', 'street', 'city'];

/** What applies to whom a form is filled in for: the `terms` of the market, and the `orgNumber` that is asked for. */
export const conditionsOf = ({ customerType, market }, { markets, customerTypes } = shopFacts) => ({
  terms: markets[market].terms[customerType],
  orgNumber: customerTypes[customerType].orgNumber,
});

/** How an order is paid, as the key of a text and what it speaks of. Whoever is refused is told so at the market. */
export const termsOf = ({ customerType, market }, language, facts = shopFacts) => {
  const { currency, provider, terms } = facts.markets[market];
  if (terms[customerType].pays !== 'atOnce')
    return ['paysByInvoice', { many: facts.customerTypes[customerType].many[language] }];
  const { rate, name } = facts.currencies[currency];
  // Prices are in dollars: whoever pays in another currency is told in which.
  const key = rate === 1 ? 'paysInDollars' : 'paysAtOnce';
  return [key, { bank: facts.providers[provider], money: name[language] }];
};

/** The key of the text that tells what is wrong with one field; undefined when it is fine. */
export const complaintAbout = (field, form, facts = shopFacts) => {
  const { terms, orgNumber } = conditionsOf(form, facts);
  if (field === 'market') return terms.refused && 'marketWrong';
  if (field === 'orgNumber' && !orgNumber) return undefined;
  const value = form[field]?.trim() ?? '';
  if (value === '') return `${field}Missing`;
  const isFine = field === 'orgNumber' ? isOrgNumber(value, orgNumber) : rules[field](value);
  return isFine ? undefined : `${field}Wrong`;
};

/** Everything that is wrong with a form: `[field, text key]` in the order of the page. */
export const complaintsAbout = (form, facts = shopFacts) =>
  ['market', ...typedFields]
    .map((field) => [field, complaintAbout(field, form, facts)])
    .filter(([, complaint]) => complaint !== undefined);
