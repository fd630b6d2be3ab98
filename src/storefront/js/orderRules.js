// The rules of src/contracts/fields.ts and src/order/rules.ts, told while the customer types; the server decides.
// A browser test holds both against the same values.

const EMAIL =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;
const PHONE = /^\+?[0-9(][0-9 ()./-]{4,}$/;
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f\u2028\u2029]/;

const isLine = (max) => (value) =>
  value.length <= max && !CONTROL_CHARACTERS.test(value) && value.isWellFormed();

const rules = {
  name: isLine(200),
  email: (value) => value.length <= 254 && EMAIL.test(value),
  phone: (value) => value.length <= 30 && PHONE.test(value),
  street: isLine(200),
  city: isLine(100),
  orgNumber: (value) => /^\d{6,20}$/.test(value.replaceAll(/[ -]/g, '')),
};

/** The fields of the form that a customer types into, in the order of the page. */
export const typedFields = ['name', 'orgNumber', 'email', 'phone', 'street', 'city'];

/** The key of the text that tells what is wrong with one field; undefined when it is fine. */
export const complaintAbout = (field, form) => {
  if (field === 'market')
    return form.customerType === 'B2B' && form.market === 'MX' ? 'marketWrong' : undefined;
  if (field === 'orgNumber' && form.customerType !== 'B2B') return undefined;
  const value = form[field].trim();
  if (value === '') return `${field}Missing`;
  return rules[field](value) ? undefined : `${field}Wrong`;
};

/** Everything that is wrong with a form: `[field, text key]` in the order of the page. */
export const complaintsAbout = (form) =>
  ['market', ...typedFields]
    .map((field) => [field, complaintAbout(field, form)])
    .filter(([, complaint]) => complaint !== undefined);
