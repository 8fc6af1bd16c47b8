/**
 * Decimal places of the currencies that do not have two. Not what the runtime's locale data says: that leaves out the
 * minor units of many a currency that has them, and an amount in them would be shown a hundred times too large.
 * Source: iso.org/iso-4217-currency-codes.html (list one, minor units)
 */
const MINOR_DIGITS: ReadonlyMap<string, number> = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV'].map(
    withDigits(0),
  ),
  ...['XAF', 'XOF', 'XPF'].map(withDigits(0)),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map(withDigits(3)),
  ...['CLF', 'UYW'].map(withDigits(4)),
]);
const USUAL_DIGITS = 2;

function withDigits(digits: number): (currency: string) => readonly [string, number] {
  return (currency) => [currency, digits];
}

/** An amount as people write it, such as `£23.80`, from integer minor units of an ISO 4217 currency. */
export function formatMoney(minor: number, currency: string): string {
  const digits = MINOR_DIGITS.get(currency) ?? USUAL_DIGITS;
  const format = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(minor / 10 ** digits);
}

/** A day as people write it, such as `5 January 2026`, in UTC. */
export function formatDay(at: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(at));
}
