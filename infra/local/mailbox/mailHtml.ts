import type { Mail } from './mailParsing.ts';

/** Headers for anything a stranger has written: whatever it is, it runs no script and reaches nothing of ours. */
export const sandboxed = {
  'content-security-policy':
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; " +
    "img-src 'self' data: http: https:; style-src 'unsafe-inline' http: https:; font-src data: http: https:; " +
    "form-action 'none'; frame-ancestors 'self'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** Pictures inside the mail (cid:…) get the address of their attachment. */
const withPictures = (html: string, { id, attachments }: Mail): string =>
  html.replace(/\bcid:([^"'\s)>]+)/gi, (link, contentId: string) => {
    const found = attachments.find((each) => each.contentId === contentId);
    return found ? `/api/email/${id}/attachment/${encodeURIComponent(found.generatedFileName)}` : link;
  });

// Without it a click would load the shop inside the mail's frame, where the sandbox breaks it.
const LINKS_OPEN_OUTSIDE = '<base target="_blank">';

const withLinksOutside = (html: string): string => {
  const start = /<head\b[^>]*>/i.exec(html) ?? /^\s*<!doctype[^>]*>/i.exec(html);
  const at = start ? start.index + start[0].length : 0;
  return html.slice(0, at) + LINKS_OPEN_OUTSIDE + html.slice(at);
};

/** The HTML part of a mail as a page that is safe to open or frame; a mail without one shows its text. */
export const mailHtml = (mail: Mail) => ({
  headers: { ...sandboxed, 'content-type': 'text/html; charset=utf-8' },
  body: withLinksOutside(
    mail.html === undefined
      ? `<!doctype html><title>Mail</title><pre>${escaped(mail.text)}</pre>`
      : withPictures(mail.html, mail),
  ),
});
