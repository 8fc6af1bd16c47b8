import { Buffer } from 'node:buffer';
import { HostileDocumentError, parseDocument } from '@tidings/events';
import { type Parsed, parsed, type Problem, refused } from './problem.ts';

/** The parts of a request that carry its body. */
export interface BodyRequest {
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Arrays and objects inside one another; no body of ours needs more. */
const MAX_DEPTH = 16;
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json(?:\s*;|$)/iu;

/**
 * Reads a JSON body that anyone may have written: 415 when it is of another type, 413 when it is over `maxBytes`,
 * 400 when it is no JSON that is safe to read.
 */
export function parseJsonBody(request: BodyRequest, { maxBytes }: { readonly maxBytes: number }): Parsed<unknown> {
  const type = request.headers['content-type'] ?? '';
  if (!JSON_TYPE.test(type)) return refused(unsupportedType(type));
  const bytes = Buffer.from(request.body ?? '', request.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes) return refused(tooLarge(bytes.length, maxBytes));
  try {
    return parsed(parseDocument(bytes.toString('utf8'), { maxCharacters: maxBytes, maxDepth: MAX_DEPTH }));
  } catch (error) {
    if (!(error instanceof HostileDocumentError)) throw error;
    return refused({ status: 400, kind: 'malformed-body', title: 'The body cannot be read', detail: error.message });
  }
}

function unsupportedType(type: string): Problem {
  const detail = `Send application/json instead of ${type === '' ? 'nothing' : type.slice(0, 100)}`;
  return { status: 415, kind: 'unsupported-media-type', title: 'The body is not JSON', detail };
}

function tooLarge(bytes: number, maxBytes: number): Problem {
  const detail = `It has ${bytes} bytes; at most ${maxBytes} are read`;
  return { status: 413, kind: 'body-too-large', title: 'The body is too large', detail };
}
