import type { Mail, MailAddress } from './mails.ts';

const POLICY =
  "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'";

// Whatever a stranger has written, it runs no script and reaches nothing of ours.
const PAPER =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data: http: https:; " +
  "style-src 'unsafe-inline' http: https:; font-src data: http: https:; form-action 'none'; frame-ancestors 'self'";

const headers = (policy: string) => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
});

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const page = (title: string, more: string, main: string) => ({
  headers: headers(POLICY),
  body: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(title)}</title>
    <link rel="stylesheet" href="/mailbox.css" />${more}
  </head>
  <body>
    <main>${main}</main>
  </body>
</html>
`,
});

const people = (addresses: readonly MailAddress[]): string =>
  addresses.map(({ name, address }) => escaped(name ? `${name} <${address}>` : address)).join(', ');

const item = ({ id, time, subject, recipients }: Mail): string => `
      <li><a href="/mail/${id}">${escaped(subject || '(no subject)')}</a>
        <span>${recipients.map(escaped).join(', ')}</span> <time>${time.slice(0, 19).replace('T', ' ')} UTC</time></li>`;

/** The list of the newest mails; it looks again by itself. */
export const listPage = (mails: readonly Mail[], total: number, search: string) =>
  page(
    'Mailbox',
    '<meta http-equiv="refresh" content="3" />',
    `
      <h1>Mailbox</h1>
      <form><label>To <input name="search" type="search" value="${escaped(search)}" /></label></form>
      <p>${total} ${total === 1 ? 'mail' : 'mails'}, the newest first. Nothing leaves this machine.</p>
      <ol>${mails.map(item).join('')}
      </ol>`,
  );

/** One mail with its attachments; its HTML part stands in a frame of its own. */
export const mailPage = (mail: Mail) =>
  page(
    mail.subject,
    '',
    `
      <p><a href="/">← All mails</a></p>
      <h1>${escaped(mail.subject || '(no subject)')}</h1>
      <p>From ${people(mail.from)}<br />To ${people(mail.to)}<br />${mail.time}</p>
      <p><a href="/mail/${mail.id}/source">Source</a>${mail.attachments
        .map(({ filename }, n) => ` · <a href="/mail/${mail.id}/attachment/${n}">${escaped(filename)}</a>`)
        .join('')}</p>
      ${mail.html === undefined ? '' : `<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mail/${mail.id}/html"></iframe>`}
      <pre>${escaped(mail.text)}</pre>`,
  );

/** The HTML part of a mail, as paper. Its links open outside of the frame, whose sandbox would break the shop. */
export const htmlPart = ({ html = '' }: Mail) => {
  const start = /<head\b[^>]*>/i.exec(html) ?? /^\s*<!doctype[^>]*>/i.exec(html);
  const at = start ? start.index + start[0].length : 0;
  return { headers: headers(PAPER), body: `${html.slice(0, at)}<base target="_blank">${html.slice(at)}` };
};
