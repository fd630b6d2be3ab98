import PostalMime from 'postal-mime';
import type { Address, Attachment } from 'postal-mime';
import type { StoredMail } from './store.ts';

/** A mail address with its display name (empty when the sender gave none). */
export interface MailAddress {
  address: string;
  name: string;
}

/** A mail as the mailbox tells it; its time is ISO 8601 in UTC. */
export interface Mail {
  id: number;
  time: string;
  recipients: string[];
  subject: string;
  from: MailAddress[];
  to: MailAddress[];
  messageId: string | undefined;
  text: string;
  html: string | undefined;
  /** The invitation (iCalendar), if it carries one. */
  calendar: string | undefined;
  attachments: { filename: string; contentType: string; size: number }[];
}

/** A mail and the bytes of its attachments, in their order. */
export interface OpenedMail {
  mail: Mail;
  contents: Buffer[];
}

const flat = (addresses: (Address | undefined)[] = []): MailAddress[] =>
  addresses.flatMap((each) => (each === undefined ? [] : (each.group ?? [each])));

const bytesOf = ({ content }: Attachment): Buffer =>
  typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array<ArrayBuffer>);

/** Reads a mail with all its parts. */
export const openMail = async ({ id, receivedAt, recipients, raw }: StoredMail): Promise<OpenedMail> => {
  const email = await PostalMime.parse(raw);
  const contents = email.attachments.map(bytesOf);
  const calendar = email.attachments.findIndex(({ mimeType }) => mimeType === 'text/calendar');
  const mail: Mail = {
    id,
    time: new Date(receivedAt).toISOString(),
    recipients,
    subject: email.subject ?? '',
    from: flat([email.from]),
    to: flat(email.to),
    messageId: email.messageId,
    text: email.text ?? '',
    html: email.html,
    calendar: contents[calendar]?.toString(),
    attachments: email.attachments.map(({ filename, mimeType }, index) => ({
      filename: filename ?? (mimeType === 'text/calendar' ? 'invitation.ics' : `part-${index + 1}`),
      contentType: mimeType,
      size: contents[index]?.length ?? 0,
    })),
  };
  return { mail, contents };
};
