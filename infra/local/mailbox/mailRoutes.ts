import { MAIL_NOT_FOUND } from './mailboxAnswer.ts';
import type { Answer, Call, Route } from './mailboxAnswer.ts';
import { mailHtml, sandboxed } from './mailHtml.ts';
import type { MailAttachment, OpenedMail } from './mailParsing.ts';
import type { Mails } from './mails.ts';
import type { MailStore } from './mailStore.ts';

const asDownload = (name: string): string =>
  `attachment; filename="${name.replace(/[^\w.-]+/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`;

const attachment = ({ mail, contents }: OpenedMail, name: string): Answer => {
  const isNamed = ({ generatedFileName, filename }: MailAttachment): boolean =>
    name === generatedFileName || name === filename;
  const index = mail.attachments.findIndex(isNamed);
  const found = mail.attachments[index];
  if (found === undefined) return { status: 404, body: { error: 'Attachment was not found' } };
  const headers = {
    ...sandboxed,
    'content-type': found.contentType,
    'content-disposition': asDownload(found.filename),
  };
  return { headers, body: contents[index] };
};

const source = (store: MailStore, id: string, headers: Record<string, string>): Answer => {
  const stored = store.read(id);
  return stored === undefined ? MAIL_NOT_FOUND : { headers: { ...sandboxed, ...headers }, body: stored.raw };
};

/** What the mailbox's API offers for one mail: its parts, its source, its attachments, its deletion. */
export const mailRoutes = (store: MailStore, mails: Mails): Route[] => {
  const ofMail =
    (answer: (opened: OpenedMail, call: Call) => Answer) =>
    async (call: Call): Promise<Answer> => {
      const opened = await mails.open(call.captured[0]!);
      return opened === undefined ? MAIL_NOT_FOUND : answer(opened, call);
    };
  const asText = { 'content-type': 'text/plain; charset=utf-8' };
  const asFile = (id: string) => ({
    'content-type': 'message/rfc822',
    'content-disposition': asDownload(`${id}.eml`),
  });
  return [
    ['GET', /^\/api\/email\/([^/]+)$/, ofMail(({ mail }) => ({ body: mail }))],
    ['GET', /^\/api\/email\/([^/]+)\/html$/, ofMail(({ mail }) => mailHtml(mail))],
    ['GET', /^\/api\/email\/([^/]+)\/source$/, ({ captured: [id] }) => source(store, id!, asText)],
    ['GET', /^\/api\/email\/([^/]+)\/download$/, ({ captured: [id] }) => source(store, id!, asFile(id!))],
    [
      'GET',
      /^\/api\/email\/([^/]+)\/attachment\/([^/]+)$/,
      ofMail((opened, { captured }) => attachment(opened, captured[1]!)),
    ],
    [
      'DELETE',
      /^\/api\/email\/([^/]+)$/,
      ({ captured: [id] }) => (store.remove(id!) ? { body: true } : MAIL_NOT_FOUND),
    ],
  ];
};
