/** What a price in the file can turn out to be: whole pence, or why not. */
export type Pence =
  | { readonly ok: true; readonly pence: number }
  | { readonly ok: false; readonly reason: 'fraction-of-a-penny' | 'not-readable' };

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/u;

/**
 * Reads pounds as exact pence from the text, digit by digit: binary fractions never come near money, so "8.95" is 895 and
 * "0.001" is refused rather than rounded.
 */
export function parsePence(text: string): Pence {
  const match = DECIMAL.exec(text.trim());
  if (match === null) return { ok: false, reason: 'not-readable' };
  const [, sign, pounds = '0', decimals = ''] = match;
  if (/[1-9]/u.test(decimals.slice(2))) return { ok: false, reason: 'fraction-of-a-penny' };
  const pence = Number(pounds) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0'));
  if (!Number.isSafeInteger(pence)) return { ok: false, reason: 'not-readable' };
  return { ok: true, pence: sign === '-' && pence !== 0 ? -pence : pence };
}
