/** What a mail says, before it gets its form. All of it is plain text; `rows` are pairs of label and value. */
export interface Content {
  language: string;
  subject: string;
  greeting: string;
  paragraphs: string[];
  rows: [string, string][];
  button: string;
  link: string;
  goodbye: string[];
  footer: string;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that stays text in HTML, whatever a customer calls herself. */
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character]!);

/** The mail for those who read plain text. */
export const textOf = ({ greeting, paragraphs, rows, button, link, goodbye, footer }: Content): string =>
  [
    greeting,
    ...paragraphs,
    ...(rows.length > 0 ? [rows.map(([label, value]) => `${label}: ${value}`).join('\n')] : []),
    `${button}:\n${link}`,
    goodbye.join('\n'),
    `-- \n${footer}`,
  ].join('\n\n');

const paragraph = (text: string): string =>
  `<p style="margin:0 0 16px;overflow-wrap:anywhere">${escapeHtml(text)}</p>`;

const table = (rows: [string, string][]): string => {
  if (rows.length === 0) return '';
  const cell = 'padding:10px 0;border-bottom:1px solid #e3e8df;vertical-align:top';
  const row = ([label, value]: [string, string]) =>
    `<tr><td style="${cell};padding-right:16px">${escapeHtml(label)}</td><td style="${cell};text-align:right;overflow-wrap:anywhere">${escapeHtml(value)}</td></tr>`;
  return `<table role="presentation" width="100%" cellspacing="0" style="border-collapse:collapse;margin:0 0 24px">${rows.map(row).join('')}</table>`;
};

/** The mail as HTML. Styles stand at the elements, because mail readers drop style sheets. */
export const htmlOf = (content: Content): string => {
  const { language, subject, greeting, paragraphs, rows, button, link, goodbye, footer } = content;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;background:#f3f5f0;color:#22301f;font:16px/1.5 Georgia,serif">
<div style="max-width:560px;margin:0 auto;padding:32px 24px">
<p style="margin:0 0 24px;font-size:14px;letter-spacing:.08em;text-transform:uppercase;color:#4a6b3f">ACME Corp.</p>
<div style="background:#fff;border-radius:12px;padding:32px 28px">
<h1 style="margin:0 0 20px;font-size:24px;line-height:1.25;font-weight:normal">${escapeHtml(subject)}</h1>
${[greeting, ...paragraphs].map(paragraph).join('\n')}
${table(rows)}
<p style="margin:0 0 28px"><a href="${escapeHtml(link)}" style="display:inline-block;background:#2f5d34;color:#fff;text-decoration:none;padding:12px 22px;border-radius:8px">${escapeHtml(button)}</a></p>
<p style="margin:0">${goodbye.map(escapeHtml).join('<br>')}</p>
</div>
<p style="margin:20px 0 0;font-size:13px;color:#5d6b58">${escapeHtml(footer)}</p>
</div>
</body>
</html>`;
};
