/**
 * A format as two expressions: every text of the format matches `within`, and every text that matches `surely` is of the format. Sources: RFC 3339, RFC 4122, RFC 2673, RFC 6901, and what ajv-formats takes in full mode,
 * which is wider: a white space for the T, offsets of hours only, `urn:uuid:`.
 */
interface Format {
  readonly within: string;
  readonly surely?: string;
}

const CLOCK = '([01]\\d|2[0-3]):[0-5]\\d';
const OFFSET = '([zZ]|[+-]([01]\\d|2[0-3])(:?[0-5]\\d)?)';
const DATE = '\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])';
const SURE_DATE = '\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\\d|2[0-8])';
const TIME = `\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?${OFFSET}`;
const SURE_TIME = `${CLOCK}:[0-5]\\d(\\.\\d+)?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)`;
const OCTET = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const HEX = '[0-9a-fA-F]';
const UUID = `${HEX}{8}-(${HEX}{4}-){3}${HEX}{12}`;
const ATOM = "[a-zA-Z0-9!#$%&'*+\\/=?^_`\\{\\|\\}~\\-]+";
const LABEL = '[a-zA-Z0-9]([a-zA-Z0-9\\-]*[a-zA-Z0-9])?';

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['date', { within: DATE, surely: SURE_DATE }],
  ['date-time', { within: `${DATE}[tT\\s]${TIME}`, surely: `${SURE_DATE}T${SURE_TIME}` }],
  ['time', { within: TIME, surely: SURE_TIME }],
  ['duration', { within: 'P[0-9YMDTHSW]+' }],
  ['uuid', { within: `([uU][rR][nN]:[uU][uU][iI][dD]:)?${UUID}`, surely: UUID }],
  ['ipv4', { within: `(${OCTET}\\.){3}${OCTET}`, surely: `(${OCTET}\\.){3}${OCTET}` }],
  ['ipv6', { within: '[0-9a-fA-F:.]{2,45}' }],
  ['email', { within: '[^@\\s]+@[^@\\s]+', surely: `${ATOM}(\\.${ATOM})*@(${LABEL}\\.)+${LABEL}` }],
  ['hostname', { within: '[a-zA-Z0-9.\\-]{1,254}' }],
  ['uri', { within: '[a-zA-Z][a-zA-Z0-9+.\\-]*:[!-~]*' }],
  ['json-pointer', { within: '(\\/([^~\\/]|~0|~1)*)*', surely: '(\\/([^~\\/]|~0|~1)*)*' }],
]);

/** What is known of a format as expressions for the whole text; `within` is any text when nothing is. */
export function formatTexts(format: string): Format {
  const known = FORMATS.get(format);
  if (known === undefined) return { within: '^[\\s\\S]*$' };
  return { within: `^(${known.within})$`, ...(known.surely === undefined ? {} : { surely: `^(${known.surely})$` }) };
}

/** Formats that say something about numbers, and nothing about texts. Source: spec.openapis.org/oas/v3.1.0#data-types */
export const NUMBER_FORMATS: ReadonlySet<string> = new Set(['int32', 'int64', 'float', 'double']);
/** Formats that every text has. */
export const VOID_FORMATS: ReadonlySet<string> = new Set(['password', 'binary']);
