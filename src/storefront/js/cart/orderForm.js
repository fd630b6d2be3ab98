import { byId, focusOn, show } from '../shop/dom.js';
import { customerTypes } from '../shop/markets.js';
import { complaintAbout, complaintsAbout, conditionsOf, typedFields } from './orderRules.js';
import { choose, preferences } from '../shop/preferences.js';
import { text } from '../shop/texts.js';

const form = byId('order-form');
const complaints = new Map();

/** What the customer has typed and chosen. */
export const readForm = () => {
  const values = Object.fromEntries(new FormData(form));
  return { orgNumber: '', ...values };
};

const controlOf = (field) => (field === 'market' ? byId('market-field') : byId(field));

/** What complaints speak of: who orders, why the market refuses her, and how long an organisation number is. */
const blanks = () => {
  const form = readForm();
  const { terms, orgNumber } = conditionsOf(form);
  return {
    who: customerTypes[form.customerType].name[preferences.language],
    refused: terms.refused?.[preferences.language],
    fewest: orgNumber?.fewestDigits,
    most: orgNumber?.mostDigits,
  };
};

const draw = (field) => {
  const complaint = complaints.get(field);
  const place = byId(`${field}-error`);
  place.textContent = complaint ? text(complaint, blanks()) : '';
  if (complaint) controlOf(field).setAttribute('aria-invalid', 'true');
  else controlOf(field).removeAttribute('aria-invalid');
};

const judge = (field, complaint) => {
  if (complaint) complaints.set(field, complaint);
  else complaints.delete(field);
  draw(field);
};

const check = (field) => judge(field, complaintAbout(field, readForm()));

const focusOnField = (field) =>
  focusOn(field === 'market' ? form.querySelector('[name=market]:checked') : byId(field));

/** Shows complaints, `[field, text key]`, at their fields and moves the focus to the first. */
export const showComplaints = (found) => {
  ['market', ...typedFields].forEach((field) => judge(field, found.find(([each]) => each === field)?.[1]));
  if (found.length > 0) focusOnField(found[0][0]);
};

/** Checks the whole form as the server does; true when nothing is wrong. */
export const formIsFine = () => {
  const found = complaintsAbout(readForm());
  showComplaints(found);
  return found.length === 0;
};

/** What the server refused, as complaints at our fields; empty when no field of the form is meant. */
export const complaintsFrom = (errors) =>
  ['market', ...typedFields]
    .filter((field) => errors.some((error) => error.field === field))
    .map((field) => [field, `${field}Wrong`]);

/** Brings the form in line with market, customer type and language. */
export const drawForm = () => {
  form.elements.market.value = preferences.market;
  const { orgNumber } = conditionsOf(readForm());
  show(orgNumber !== undefined, byId('orgNumber-field'));
  if (orgNumber)
    byId('orgNumber-hint').textContent = text('orgNumberHint', orgNumber.fewestDigits, orgNumber.mostDigits);
  complaints.forEach((_, field) => draw(field));
  // Country and customer are chosen in different places, also in the header.
  check('market');
};

/** Lets the form answer to its customer; `onChoice` is called when another choice changes how the order is paid. */
export const openForm = (onChoice) => {
  for (const field of typedFields) {
    const control = byId(field);
    // A word of complaint only after somebody has left a field, but praise at once.
    control.addEventListener('blur', () => control.value !== '' && check(field));
    control.addEventListener('input', () => complaints.has(field) && check(field));
  }
  form.addEventListener('change', ({ target }) => {
    if (target.name === 'market') choose({ market: target.value });
    if (target.type !== 'radio') return;
    drawForm();
    onChoice();
  });
  drawForm();
};
