import PostalMime from 'postal-mime';
import type { Address, Attachment, Email } from 'postal-mime';
import { receivedAt } from './mailStore.ts';
import type { Envelope, MailAddress, StoredMail } from './mailStore.ts';

/** What can be told of a mail from its header alone, named as in MailDev 3; times are ISO 8601 in UTC. */
export interface MailHead {
  id: string;
  time: string;
  date: string | undefined;
  subject: string;
  from: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  calculatedBcc: MailAddress[];
  messageId: string | undefined;
  inReplyTo: string | undefined;
  priority: 'high' | 'normal' | 'low';
  headers: Record<string, string | string[]>;
  envelope: Envelope;
  /** Bytes as received. */
  size: number;
  sizeHuman: string;
}

/** One attachment as the list names it; its bytes have an address of their own. */
export interface MailAttachment {
  filename: string;
  generatedFileName: string;
  contentType: string;
  contentId: string | undefined;
  contentDisposition: 'attachment' | 'inline';
  size: number;
}

/** A whole mail, named as in MailDev 3, and `calendar`: the invitation (iCalendar) if it carries one. */
export interface Mail extends MailHead {
  text: string;
  html: string | undefined;
  calendar: string | undefined;
  attachments: MailAttachment[];
}

/** A parsed mail with the bytes of its attachments, in the order of `mail.attachments`. */
export interface OpenedMail {
  mail: Mail;
  contents: Buffer[];
}

const flat = (addresses: (Address | undefined)[] | undefined): MailAddress[] =>
  (addresses ?? []).flatMap((each) => (each === undefined ? [] : (each.group ?? [each])));

const headersOf = (email: Email): MailHead['headers'] => {
  const headers = Object.create(null) as MailHead['headers'];
  for (const { key, value } of email.headers) {
    const before = headers[key];
    headers[key] = before === undefined ? value : [before, value].flat();
  }
  return headers;
};

const priorityOf = (headers: MailHead['headers']): MailHead['priority'] => {
  const said = String(headers['x-priority'] ?? headers['importance'] ?? '').toLowerCase();
  if (/^[12]|high/.test(said)) return 'high';
  return /^[45]|low/.test(said) ? 'low' : 'normal';
};

const human = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 * 1024
      ? `${(bytes / 1024).toFixed(1)} kB`
      : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const headFrom = (id: string, email: Email, { envelope, raw }: StoredMail): MailHead => {
  const headers = headersOf(email);
  const [to, cc, bcc] = [flat(email.to), flat(email.cc), flat(email.bcc)];
  const named = new Set([...to, ...cc, ...bcc].map(({ address }) => address.toLowerCase()));
  return {
    id,
    time: receivedAt(id).toISOString(),
    date: email.date,
    subject: email.subject ?? '',
    from: flat([email.from]),
    to,
    cc,
    bcc,
    calculatedBcc: envelope.to.filter(({ address }) => !named.has(address.toLowerCase())),
    messageId: email.messageId,
    inReplyTo: email.inReplyTo,
    priority: priorityOf(headers),
    headers,
    envelope,
    size: raw.length,
    sizeHuman: human(raw.length),
  };
};

const headerBytes = (raw: Buffer): Buffer => {
  const end = raw.indexOf('\r\n\r\n');
  return end === -1 ? raw : raw.subarray(0, end + 4);
};

/** Reads only the header of a mail: enough for lists and most filters, at a fraction of the price. */
export const readHead = async (id: string, stored: StoredMail): Promise<MailHead> =>
  headFrom(id, await PostalMime.parse(headerBytes(stored.raw)), stored);

const nameFor = (mimeType: string, index: number): string =>
  mimeType === 'text/calendar' ? 'invitation.ics' : `part-${index + 1}.${mimeType.split('/')[1] ?? 'bin'}`;

const described = (part: Attachment, content: Buffer, index: number): MailAttachment => {
  const filename = part.filename ?? nameFor(part.mimeType, index);
  return {
    filename,
    generatedFileName: `${index}-${filename.replace(/[^\w.-]+/g, '_')}`,
    contentType: part.mimeType,
    contentId: part.contentId?.replace(/^<|>$/g, ''),
    contentDisposition: part.disposition === 'inline' ? 'inline' : 'attachment',
    size: content.length,
  };
};

/** Reads a whole mail with all its parts. */
export const openMail = async (id: string, stored: StoredMail): Promise<OpenedMail> => {
  const email = await PostalMime.parse(stored.raw);
  const contents = email.attachments.map(({ content }) =>
    typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array<ArrayBuffer>),
  );
  const calendar = email.attachments.findIndex(({ mimeType }) => mimeType === 'text/calendar');
  const mail: Mail = {
    ...headFrom(id, email, stored),
    text: email.text ?? '',
    html: email.html,
    calendar: contents[calendar]?.toString('utf8'),
    attachments: email.attachments.map((part, index) => described(part, contents[index]!, index)),
  };
  return { mail, contents };
};
