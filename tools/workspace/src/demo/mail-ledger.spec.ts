import { describe, expect, it } from 'vitest';
import { readMail } from './mail-ledger.ts';

const orderId = '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21';
const text = `Dear Ada,\n\nThank you.\n\nOrder number: ${orderId}\n\nTidings\n`;

describe('a mail of the ledger', () => {
  it('confirms or cancels the order that its text names', () => {
    expect(readMail({ subject: 'Your order of 5 January 2026 is confirmed', text })).toEqual({
      orderId,
      about: 'place',
    });
    expect(readMail({ subject: 'Your order of 5 January 2026 is cancelled', text })).toEqual({
      orderId,
      about: 'cancel',
    });
  });

  it('is not one of ours when it names no order or says neither', () => {
    expect(readMail({ subject: 'Your order of 5 January 2026 is confirmed', text: 'Dear Ada' })).toBeUndefined();
    expect(readMail({ subject: 'News', text })).toBeUndefined();
    expect(readMail({})).toBeUndefined();
  });
});
