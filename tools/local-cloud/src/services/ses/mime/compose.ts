import { randomUUID } from 'node:crypto';
import type { Header } from './headers.ts';

/** What SendEmail and SendTemplatedEmail send. */
export interface Letter {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
}

const LINE_LENGTH = 76;
const ASCII = /^[\t\u0020-\u007e]*$/;

const encodedHeader = (value: string): string =>
  ASCII.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`;

const base64Lines = (text: string): string =>
  (
    Buffer.from(text)
      .toString('base64')
      .match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? []
  ).join('\r\n');

const part = (type: string, text: string): string =>
  `Content-Type: ${type}; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(text)}\r\n`;

function bodyOf({ text, html }: Letter): string {
  if (html === undefined) return part('text/plain', text ?? '');
  if (text === undefined) return part('text/html', html);
  const boundary = `----=_Part_${randomUUID()}`;
  const parts = [part('text/plain', text), part('text/html', html)].map((each) => `--${boundary}\r\n${each}`);
  return `Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n${parts.join('')}--${boundary}--\r\n`;
}

const listed = (name: string, mailboxes: readonly string[]): readonly Header[] =>
  mailboxes.length === 0 ? [] : [{ name, value: mailboxes.join(', ') }];

/** Builds the MIME message that SES builds of an API call's parts. docs.aws.amazon.com/ses/latest/dg/send-email-concepts-email-format.html */
export function composeMail(letter: Letter): Buffer {
  const headers: readonly Header[] = [
    { name: 'From', value: letter.from },
    ...listed('Reply-To', letter.replyTo),
    ...listed('To', letter.to),
    ...listed('Cc', letter.cc),
    { name: 'Subject', value: encodedHeader(letter.subject) },
    { name: 'MIME-Version', value: '1.0' },
  ];
  return Buffer.from(headers.map(({ name, value }) => `${name}: ${value}\r\n`).join('') + bodyOf(letter));
}
