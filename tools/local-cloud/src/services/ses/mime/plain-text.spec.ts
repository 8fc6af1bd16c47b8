import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { composeMail } from './compose.ts';
import { plainTextOf } from './plain-text.ts';

const letter = { from: 'a@example.com', to: ['b@example.com'], cc: [], replyTo: [], subject: 's' };
const mail = (...lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'));

const NESTED = mail(
  'Content-Type: multipart/mixed; boundary=outer',
  '',
  'preamble',
  '--outer',
  'Content-Type: multipart/alternative; boundary="in ner"',
  '',
  '--in ner',
  'Content-Type: text/plain; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'caf=E9 soft=',
  ' break',
  '--in ner',
  'Content-Type: text/html',
  '',
  '<p>x</p>',
  '--in ner--',
  '--outer--',
);

describe('plainTextOf', () => {
  it.each([
    ['text and HTML', composeMail({ ...letter, text: 'Täxt\nof two lines', html: '<p>x</p>' })],
    ['text alone', composeMail({ ...letter, text: 'Täxt', html: undefined })],
    ['no MIME at all', mail('Subject: x', '', 'plain body')],
    ['nested parts, soft line breaks and another charset', NESTED],
  ])('reads %s as a full parser does', async (...[, raw]) => {
    const parsed = await simpleParser(raw, { skipHtmlToText: true });
    expect(plainTextOf(raw)).toBe((parsed.text ?? '').trimEnd());
  });

  it('finds nothing in a mail of HTML alone', () => {
    expect(plainTextOf(composeMail({ ...letter, text: undefined, html: '<p>x</p>' }))).toBe('');
  });

  it('gives up on parts nested without end', () => {
    const nested = 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n'.repeat(1_000);
    expect(plainTextOf(Buffer.from(nested))).toBe('');
  });
});
