/**
 * The country names of the Online Retail file, as ISO 3166-1 alpha-2 codes.
 *
 * Three of its names are no country. Each keeps a code of its own, so that the sales by country show it instead of
 * adding it to a neighbour: "European Community" is EU, which ISO reserves for it; "Unspecified" is ZZ and "Channel Islands"
 * (Jersey and Guernsey together) XC, both from the range that ISO leaves to its users. en.wikipedia.org/wiki/ISO_3166-1_alpha-2
 */
const CODES: Readonly<Record<string, string>> = {
  Australia: 'AU',
  Austria: 'AT',
  Bahrain: 'BH',
  Belgium: 'BE',
  Brazil: 'BR',
  Canada: 'CA',
  'Channel Islands': 'XC',
  Cyprus: 'CY',
  'Czech Republic': 'CZ',
  Denmark: 'DK',
  EIRE: 'IE',
  'European Community': 'EU',
  Finland: 'FI',
  France: 'FR',
  Germany: 'DE',
  Greece: 'GR',
  'Hong Kong': 'HK',
  Iceland: 'IS',
  Israel: 'IL',
  Italy: 'IT',
  Japan: 'JP',
  Lebanon: 'LB',
  Lithuania: 'LT',
  Malta: 'MT',
  Netherlands: 'NL',
  Norway: 'NO',
  Poland: 'PL',
  Portugal: 'PT',
  RSA: 'ZA',
  'Saudi Arabia': 'SA',
  Singapore: 'SG',
  Spain: 'ES',
  Sweden: 'SE',
  Switzerland: 'CH',
  USA: 'US',
  'United Arab Emirates': 'AE',
  'United Kingdom': 'GB',
  Unspecified: 'ZZ',
};

/** The code for a name of the file; a name that is a code already stays as it is; undefined for any other. */
export function countryCode(name: string): string | undefined {
  if (Object.hasOwn(CODES, name)) return CODES[name];
  return /^[A-Z]{2}$/u.test(name) ? name : undefined;
}
