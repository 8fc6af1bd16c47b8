import { describe, expect, it } from 'vitest';
import { countryCode } from './country-codes.ts';

const NAMES = [
  'United Kingdom,Germany,France,EIRE,Spain,Netherlands,Belgium,Switzerland,Portugal,Australia,Norway,Italy,Channel Islands',
  'Finland,Cyprus,Sweden,Unspecified,Austria,Denmark,Japan,Poland,Israel,USA,Hong Kong,Singapore,Iceland,Canada,Greece',
  'Malta,United Arab Emirates,European Community,RSA,Lebanon,Lithuania,Brazil,Czech Republic,Bahrain,Saudi Arabia',
].flatMap((names) => names.split(','));

describe('country codes', () => {
  it('gives each of the 38 names of the file a code of its own', () => {
    const codes = NAMES.map(countryCode);
    expect(NAMES).toHaveLength(38);
    expect(codes.every((code) => code !== undefined && /^[A-Z]{2}$/u.test(code))).toBe(true);
    expect(new Set(codes).size).toBe(38);
  });

  it.each([
    ['EIRE', 'IE'],
    ['RSA', 'ZA'],
    ['European Community', 'EU'],
    ['Channel Islands', 'XC'],
    ['Unspecified', 'ZZ'],
  ])('reads %s as %s', (name, code) => expect(countryCode(name)).toBe(code));

  it('leaves a code as it is and knows no other name', () => {
    expect(countryCode('SE')).toBe('SE');
    expect(countryCode('Atlantis')).toBeUndefined();
    expect(countryCode('constructor')).toBeUndefined();
  });
});
