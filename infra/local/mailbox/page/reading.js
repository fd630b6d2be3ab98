const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

const person = ({ name, address }) => (name ? `${name} <${address}>` : address);
const people = (addresses) => addresses.map(person).join(', ');
const pathOf = ({ id }) => `/api/email/${encodeURIComponent(id)}`;

// No allow-scripts and no allow-same-origin: whatever a mail contains, it stays paper.
const asHtml = (mail) => {
  const frame = element('iframe', { title: 'The mail as HTML', src: `${pathOf(mail)}/html` });
  frame.setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox');
  return frame;
};
const asText = (text) => element('pre', { textContent: text, tabIndex: 0 });

const asHeaders = ({ headers }) =>
  element(
    'dl',
    { className: 'headers', tabIndex: 0 },
    ...Object.entries(headers).flatMap(([name, values]) => [
      element('dt', { textContent: name }),
      ...[values].flat().map((value) => element('dd', { textContent: value })),
    ]),
  );

const viewsOf = (mail) => [
  ...(mail.html ? [['HTML', () => asHtml(mail)]] : []),
  ...(mail.text || !mail.html ? [['Text', () => asText(mail.text)]] : []),
  ...(mail.calendar ? [['Invitation', () => asText(mail.calendar)]] : []),
  ['Headers', () => asHeaders(mail)],
];

const facts = (mail) =>
  [
    ['From', people(mail.from)],
    ['To', people(mail.to)],
    ['Cc', people(mail.cc)],
    ['Bcc', people(mail.calculatedBcc)],
    ['Received', new Date(mail.time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })],
    ['Size', mail.sizeHuman],
  ]
    .filter(([, value]) => value)
    .flatMap(([name, value]) => [
      element('dt', { textContent: name }),
      element('dd', {}, element('bdi', { textContent: value })),
    ]);

const attachmentsOf = (mail) =>
  mail.attachments.map(({ filename, generatedFileName, size }) =>
    element(
      'li',
      {},
      element('a', {
        href: `${pathOf(mail)}/attachment/${encodeURIComponent(generatedFileName)}`,
        download: filename,
        textContent: `${filename} (${size < 1024 ? `${size} B` : `${Math.round(size / 1024)} kB`})`,
      }),
    ),
  );

const showViews = (mail, buttons, body) => {
  const views = viewsOf(mail).map(([label, show]) => {
    const button = element('button', { type: 'button', className: 'quiet', textContent: label });
    const choose = () => {
      for (const other of buttons.children) other.setAttribute('aria-pressed', String(other === button));
      body.replaceChildren(show());
    };
    button.addEventListener('click', choose);
    return { button, choose };
  });
  buttons.replaceChildren(...views.map(({ button }) => button));
  views[0].choose();
};

/** Shows one mail in `place`; `onDelete` runs when the reader asks to delete it. */
export const showMail = (place, mail, onDelete) => {
  const page = document.querySelector('#mail').content.cloneNode(true);
  const find = (selector) => page.querySelector(selector);
  find('h1').textContent = mail.subject || '(no subject)';
  find('dl').append(...facts(mail));
  find('.attachments').append(...attachmentsOf(mail));
  find('.attachments').hidden = mail.attachments.length === 0;
  find('[data-act=source]').href = `${pathOf(mail)}/source`;
  find('[data-act=download]').href = `${pathOf(mail)}/download`;
  find('[data-act=delete]').addEventListener('click', onDelete);
  showViews(mail, find('.views'), find('.mail-body'));
  place.replaceChildren(page);
};

/** Shows a sentence instead of a mail. */
export const showHint = (place, sentence) =>
  place.replaceChildren(element('p', { className: 'hint', textContent: sentence }));
