import { headerOf, type SplitMessage, splitMessage } from './headers.ts';

/** Mails nest parts in parts; ours and most others are two deep. */
const MAX_DEPTH = 10;

const CARRIAGE_RETURN = 13;

const parameterOf = (header: string, name: string): string | undefined =>
  new RegExp(`;\\s*${name}="?(?<value>[^";]+)"?`, 'i').exec(header)?.groups?.['value'];

function unquoted(body: Buffer): Buffer {
  const text = body.toString('latin1').replaceAll(/=\r?\n/g, '');
  const decoded = text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(decoded, 'latin1');
}

const DECODERS: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  base64: (body) => Buffer.from(body.toString('latin1'), 'base64'),
  'quoted-printable': unquoted,
};

function inCharset(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/** The parts between the boundary's lines, as messages of their own. RFC 2046, section 5.1 */
function partsOf(body: Buffer, boundary: string): readonly Buffer[] {
  const [, ...pieces] = body.toString('latin1').split(`--${boundary}`);
  const end = pieces.findIndex((piece) => piece.startsWith('--'));
  const inside = end < 0 ? pieces : pieces.slice(0, end);
  return inside.map((piece) => Buffer.from(piece.replace(/^[ \t]*\r?\n/, ''), 'latin1'));
}

function boundaryOf(type: string): string | undefined {
  return type.toLowerCase().startsWith('multipart/') ? parameterOf(type, 'boundary') : undefined;
}

function textOfLeaf({ headers, body }: SplitMessage, type: string): string {
  if (!type.toLowerCase().startsWith('text/plain')) return '';
  const decode = DECODERS[(headerOf(headers, 'Content-Transfer-Encoding') ?? '').toLowerCase()];
  const content = body.subarray(body[0] === CARRIAGE_RETURN ? 2 : 1);
  return inCharset(decode?.(content) ?? content, parameterOf(type, 'charset') ?? 'utf-8').replace(/\s+$/, '');
}

/**
 * The first plain text of a mail; empty when it has none. Cheap enough to run over a whole ledger, where a full parse of
 * each mail is not.
 */
export function plainTextOf(raw: Buffer, depth = 0): string {
  const message = splitMessage(raw);
  const type = headerOf(message.headers, 'Content-Type') ?? 'text/plain';
  const boundary = boundaryOf(type);
  if (boundary === undefined) return textOfLeaf(message, type);
  if (depth >= MAX_DEPTH) return '';
  for (const part of partsOf(message.body, boundary)) {
    const text = plainTextOf(part, depth + 1);
    if (text !== '') return text;
  }
  return '';
}
