import { describe, expect, it } from 'vitest';
import { parsePence } from './pence.ts';

describe('pence', () => {
  it.each([
    ['2.55', 255],
    ['2.5', 250],
    ['3', 300],
    ['8.95', 895],
    ['1.1', 110],
    ['0.07', 7],
    ['4.350', 435],
    ['38970.0', 3_897_000],
    ['-11062.06', -1_106_206],
    ['0.0', 0],
    ['-0.00', 0],
  ])('reads %s pounds as %i', (text, pence) => expect(parsePence(text)).toEqual({ ok: true, pence }));

  it('is exact for every price up to a hundred pounds', () => {
    for (let pence = 0; pence < 10_000; pence += 1) {
      expect(parsePence((pence / 100).toFixed(2))).toEqual({ ok: true, pence });
    }
  });

  it('refuses a fraction of a penny', () => {
    expect(parsePence('0.001')).toEqual({ ok: false, reason: 'fraction-of-a-penny' });
    expect(parsePence('1.995')).toEqual({ ok: false, reason: 'fraction-of-a-penny' });
  });

  it.each(['', 'free', '1,50', '1e3', '£2', '99999999999999999'])('refuses %j, which is no number', (text) => {
    expect(parsePence(text)).toEqual({ ok: false, reason: 'not-readable' });
  });
});
