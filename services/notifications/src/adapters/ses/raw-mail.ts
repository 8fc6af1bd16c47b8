import type { OutgoingMail } from '../../application/ports.ts';
import { oneLine } from '../../domain/one-line.ts';

/** Who a mail comes from, and when. */
export interface Postmark {
  readonly from: OutgoingMail['to'];
  readonly at: Date;
}

/** An address that cannot stand in a header as it is. */
export class UnwritableAddressError extends Error {
  override readonly name = 'UnwritableAddressError';

  constructor() {
    super('An address is one to 254 printable ASCII characters without spaces or angle brackets.');
  }
}

const LINE_END = '\r\n';
/** Base64 never has `=_`, so no part can hold it. Source: rfc-editor.org/rfc/rfc2045#section-6.7 */
const BOUNDARY = '=_tidings_alternatives';
/** Bytes that make an encoded word of 64 characters, so that a line stays under its 76 even after a header name. Source: rfc-editor.org/rfc/rfc2047#section-2 */
const ENCODED_WORD_BYTES = 39;
const ADDRESS = /^(?:(?![<>])[\x21-\x7e]){1,254}$/u;
/** Words that mean in a header what they say, short enough for one line. */
const PLAIN_TEXT = /^(?!.*=\?)[\x21-\x7e](?:[\x20-\x7e]{0,58}[\x21-\x7e])?$/u;
const PLAIN_NAME = /^[a-z0-9](?:[a-z0-9 ]{0,38}[a-z0-9])?$/iu;

/**
 * A mail as MIME: text and HTML as alternatives, both UTF-8 in base64, so that no content can break a line or a part.
 * @throws {UnwritableAddressError} sender or recipient.
 */
export function rawMail({ from, at }: Postmark, { to, content }: OutgoingMail): Buffer {
  const lines = [
    `From: ${mailbox(from)}`,
    `To: ${mailbox(to)}`,
    `Subject: ${PLAIN_TEXT.test(content.subject) ? content.subject : encodedWords(content.subject)}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${BOUNDARY}"`,
    '',
    ...part('text/plain', content.text),
    ...part('text/html', content.html),
    `--${BOUNDARY}--`,
    '',
  ];
  return Buffer.from(lines.join(LINE_END), 'ascii');
}

function part(type: string, content: string): readonly string[] {
  const bytes = Buffer.from(content.replace(/\r?\n/gu, LINE_END), 'utf8');
  return [
    `--${BOUNDARY}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(bytes.toString('base64').match(/.{1,76}/gu) ?? []),
  ];
}

function mailbox({ name, email }: OutgoingMail['to']): string {
  const words = oneLine(name);
  if (words === '') return `<${address(email)}>`;
  return `${PLAIN_NAME.test(words) ? words : encodedWords(words)}${LINE_END} <${address(email)}>`;
}

function address(email: string): string {
  if (!ADDRESS.test(email)) throw new UnwritableAddressError();
  return email;
}

/** Any text as words that a header may hold, one to a line. Source: rfc-editor.org/rfc/rfc2047#section-5 */
function encodedWords(text: string): string {
  const words: string[] = [''];
  for (const character of text) {
    const grown = `${words.at(-1) ?? ''}${character}`;
    if (Buffer.byteLength(grown) <= ENCODED_WORD_BYTES) words[words.length - 1] = grown;
    else words.push(character);
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(`${LINE_END} `);
}
