import type { Json } from '../../../core/aws-error.ts';
import { type Header, decodedHeader, headerOf, splitMessage } from '../mime/headers.ts';
import { plainTextOf } from '../mime/plain-text.ts';
import type { SentMail } from '../state.ts';

/** What a mail says, without its tags and envelope. */
export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The parsed parts of a mail. */
export async function contentOf(mail: SentMail): Promise<MailContent> {
  const { simpleParser } = await import('mailparser');
  const parsed = await simpleParser(mail.raw, { skipTextToHtml: true, skipImageLinks: true, skipHtmlToText: true });
  return {
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: typeof parsed.html === 'string' ? parsed.html : '',
  };
}

const headersOf = (mail: SentMail): readonly Header[] => splitMessage(mail.raw).headers;

/** Subject without parsing the whole mail. */
export const subjectOf = (mail: SentMail): string => decodedHeader(headerOf(headersOf(mail), 'Subject') ?? '');

/** A mail in a list. */
export function summaryOf(mail: SentMail): Json {
  return {
    messageId: mail.messageId,
    sentAt: new Date(mail.sentAt).toISOString(),
    from: mail.source,
    to: mail.recipients,
    subject: subjectOf(mail),
    text: plainTextOf(mail.raw),
    tags: mail.tags,
    ...(mail.configurationSet === undefined ? {} : { configurationSet: mail.configurationSet }),
  };
}

/** A mail with everything that is known of it. */
export async function detailsOf(mail: SentMail): Promise<Json> {
  return { ...summaryOf(mail), ...(await contentOf(mail)), headers: headersOf(mail), raw: mail.raw.toString('utf8') };
}
