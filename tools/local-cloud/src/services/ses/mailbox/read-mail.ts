import type { Json } from '../../../core/aws-error.ts';
import { type Header, decodedHeader, headerOf, splitMessage } from '../mime/headers.ts';
import type { SentMail } from '../state.ts';

/** What a mail says, without its tags and envelope. */
export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const contents = new WeakMap<SentMail, Promise<MailContent>>();

async function parse(raw: Buffer): Promise<MailContent> {
  const { simpleParser } = await import('mailparser');
  const parsed = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true, skipHtmlToText: true });
  return {
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: typeof parsed.html === 'string' ? parsed.html : '',
  };
}

/** The parsed parts of a mail; each mail is parsed once. */
export function contentOf(mail: SentMail): Promise<MailContent> {
  const known = contents.get(mail) ?? parse(mail.raw);
  contents.set(mail, known);
  return known;
}

const headersOf = (mail: SentMail): readonly Header[] => splitMessage(mail.raw).headers;

/** Subject without parsing the whole mail. */
export const subjectOf = (mail: SentMail): string => decodedHeader(headerOf(headersOf(mail), 'Subject') ?? '');

/** A mail in a list. */
export async function summaryOf(mail: SentMail): Promise<Json> {
  const { subject, text } = await contentOf(mail);
  return {
    messageId: mail.messageId,
    sentAt: new Date(mail.sentAt).toISOString(),
    from: mail.source,
    to: mail.recipients,
    subject,
    text,
    tags: mail.tags,
    ...(mail.configurationSet === undefined ? {} : { configurationSet: mail.configurationSet }),
  };
}

/** A mail with everything that is known of it. */
export async function detailsOf(mail: SentMail): Promise<Json> {
  const { html } = await contentOf(mail);
  return { ...(await summaryOf(mail)), html, headers: headersOf(mail), raw: mail.raw.toString('utf8') };
}
