import { AwsError, type Json } from '../core/aws-error.ts';
import type { HttpReply, HttpRequest } from '../core/http.ts';
import type { AwsService, Protocol } from '../core/service.ts';
import type { WireCall } from './wire-call.ts';

type JsonProtocol = Extract<Protocol, { readonly kind: 'json' }>;

/** @throws {AwsError} `SerializationException`, as the JSON protocols answer a body that is no JSON object. */
export function parseJsonBody(body: Buffer): Json {
  if (body.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Json;
  } catch {
    // Falls through to the one refusal below: what AWS says does not depend on where the text breaks.
  }
  throw new AwsError('SerializationException', 'Start of structure or map found where not expected.');
}

const isOrHoldsDate = (value: unknown): boolean => typeof value === 'object' && value !== null && holdsDate(value);

function holdsDate(value: object): boolean {
  if (Array.isArray(value)) return value.some(isOrHoldsDate);
  for (const name in value) if (isOrHoldsDate((value as Json)[name])) return true;
  return value instanceof Date;
}

/**
 * Timestamps travel as epoch seconds. Answers without one skip the replacer, which makes large ones several times slower.
 * smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function toJsonText(output: Json): string {
  if (!isOrHoldsDate(output)) return JSON.stringify(output);
  return JSON.stringify(output, function replace(this: Json, key, value) {
    const original = this[key];
    return original instanceof Date ? original.getTime() / 1000 : value;
  });
}

/** HTTP status families: 4xx is the sender's fault, 5xx the receiver's. */
const faultOf = (error: AwsError): string => (error.status >= 500 ? 'Receiver' : 'Sender');

export function jsonFailure(error: AwsError, contentType: string, queryCompatible: boolean): HttpReply {
  const body = { __type: error.code, message: error.message, ...error.fields };
  const headers: Record<string, string> = { 'content-type': contentType };
  if (queryCompatible) headers['x-amzn-query-error'] = `${error.queryCode};${faultOf(error)}`;
  return { status: error.status, headers, body: toJsonText(body) };
}

/** The call that `X-Amz-Target` names, when it is one of this service's. */
export function readJsonCall(service: AwsService, protocol: JsonProtocol, request: HttpRequest): WireCall | undefined {
  const target = request.headers['x-amz-target'];
  if (target === undefined || !target.startsWith(`${protocol.targetPrefix}.`)) return undefined;
  const contentType = `application/x-amz-json-${protocol.version}`;
  return {
    service,
    operation: target.slice(protocol.targetPrefix.length + 1),
    input: () => parseJsonBody(request.body),
    reply: (output) => ({ status: 200, headers: { 'content-type': contentType }, body: toJsonText(output) }),
    fail: (error) => jsonFailure(error, contentType, protocol.queryCompatible ?? false),
  };
}
