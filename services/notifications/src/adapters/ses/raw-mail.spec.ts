import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import type { OutgoingMail } from '../../application/ports.ts';
import { rawMail, UnwritableAddressError } from './raw-mail.ts';

const postmark = { from: { name: 'The Shop', email: 'shop@example.com' }, at: new Date('2026-01-05T12:00:00.000Z') };

function mail(
  over: {
    readonly name?: string;
    readonly email?: string;
    readonly subject?: string;
    readonly text?: string;
    readonly html?: string;
  } = {},
): OutgoingMail {
  const { name = 'Ada Moss', email = 'ada@example.com', subject = 'Hello', text = 'Hi', html = '<p>Hi</p>' } = over;
  return { emailId: 'a1', to: { name, email }, content: { subject, text, html } };
}

/** Text without what a mail's headers cannot carry: control characters, and halves of characters. */
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
  .map((text) => text.replace(/\s+/gu, ' ').trim())
  .filter((text) => text !== '');

describe('a mail as MIME', () => {
  it('says who, to whom, when and what, in text and HTML', async () => {
    const read = await simpleParser(
      rawMail(postmark, mail({ name: 'Zoë Grün, "the" <first>', subject: 'Größe: 5 £' })),
    );
    expect(read.from?.value).toEqual([{ address: 'shop@example.com', name: 'The Shop' }]);
    expect(read.to).toMatchObject({ value: [{ address: 'ada@example.com', name: 'Zoë Grün, "the" <first>' }] });
    expect(read.subject).toBe('Größe: 5 £');
    expect(read.date).toEqual(postmark.at);
    expect(read.text).toBe('Hi');
    expect(read.html).toBe('<p>Hi</p>');
    expect(read.attachments).toEqual([]);
  });

  it('reads as it was written, whatever is in it', { timeout: 60_000 }, async () => {
    const property = fc.asyncProperty(words, words, words, async (name, subject, text) => {
      const read = await simpleParser(rawMail(postmark, mail({ name, subject, text })));
      expect(read.to).toMatchObject({ value: [{ address: 'ada@example.com' }] });
      expect(read.subject).toBe(subject);
      expect(read.text).toBe(text);
    });
    await fc.assert(property, { numRuns: 150 });
  });

  it('keeps its lines short and ASCII', () => {
    const long = 'Donaudampfschifffahrtsgesellschaftskapitän '.repeat(40);
    const raw = rawMail(postmark, mail({ name: long, subject: long, text: long, html: long })).toString('latin1');
    for (const line of raw.split('\r\n')) expect(line).toMatch(/^[\x20-\x7e]{0,76}$/u);
  });

  it.each([
    'Hello\r\nBcc: everyone@example.com',
    'Hello\nBcc: everyone@example.com',
    'Hello\rBcc: everyone@example.com',
  ])('lets nobody add a header: %j', async (subject) => {
    const raw = rawMail(postmark, mail({ subject, name: subject }));
    const read = await simpleParser(raw);
    expect(read.bcc).toBeUndefined();
    expect(raw.toString().split('\r\n\r\n')[0]).not.toMatch(/^bcc:/imu);
  });

  it('writes a name on one line, whatever it holds', async () => {
    const read = await simpleParser(rawMail(postmark, mail({ name: 'Ada\r\nMoss\u0000 <eve@example.com>' })));
    expect(read.to).toMatchObject({ value: [{ address: 'ada@example.com', name: 'Ada Moss <eve@example.com>' }] });
  });

  it.each(['ada@example.com>\r\nBcc: x@example.com', 'ada <ada@example.com', 'ädä@example.com', ''])(
    'refuses the address %j',
    (email) => {
      expect(() => rawMail(postmark, mail({ email }))).toThrow(UnwritableAddressError);
    },
  );
});
