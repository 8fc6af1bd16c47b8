/** One header, unfolded; its value as it stands in the message. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

export interface SplitMessage {
  readonly headers: readonly Header[];
  /** From the blank line on. */
  readonly body: Buffer;
}

const HEADER = /^(?<name>[!-9;-~]+):[ \t]*(?<value>.*)$/s;

function endOfHeaders(raw: Buffer): number {
  const crlf = raw.indexOf('\r\n\r\n');
  const lf = raw.indexOf('\n\n');
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return crlf + 2;
  return lf < 0 ? raw.length : lf + 1;
}

/** Takes a message apart at the first blank line. RFC 5322, section 2.1 */
export function splitMessage(raw: Buffer): SplitMessage {
  const end = endOfHeaders(raw);
  const lines = raw
    .toString('utf8', 0, end)
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  const headers: Header[] = [];
  for (const line of lines) {
    const { name, value } = HEADER.exec(line)?.groups ?? {};
    if (name !== undefined && value !== undefined) headers.push({ name, value: value.trim() });
  }
  return { headers, body: raw.subarray(end) };
}

/** Value of the first header of that name, however it is capitalized. */
export const headerOf = (headers: readonly Header[], name: string): string | undefined =>
  headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value;

/** Puts a message together again, headers in place of the old ones. */
export const joinMessage = ({ headers, body }: SplitMessage): Buffer =>
  Buffer.concat([Buffer.from(headers.map(({ name, value }) => `${name}: ${value}\r\n`).join('')), body]);

const ENCODED_WORD = /=\?[^?]+\?[bq]\?[^?]*\?=/gi;

const unquoted = (data: string): string =>
  data
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function decodedWord(word: string): string {
  const [, charset = '', encoding = '', data = ''] = word.split('?');
  const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(data, 'base64') : Buffer.from(unquoted(data), 'latin1');
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/** A header's text with RFC 2047's encoded words read. */
export const decodedHeader = (value: string): string =>
  value.replaceAll(/\?=\s+=\?/g, '?==?').replaceAll(ENCODED_WORD, decodedWord);
