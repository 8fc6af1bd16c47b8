import type { AwsError, Json } from '../core/aws-error.ts';
import type { HttpReply, HttpRequest } from '../core/http.ts';
import type { AwsService, Protocol } from '../core/service.ts';
import { parseForm } from './form.ts';
import type { WireCall } from './wire-call.ts';
import { toXml } from './xml.ts';

type QueryProtocol = Extract<Protocol, { readonly kind: 'query' }>;

const XML = { 'content-type': 'text/xml' };

interface Success {
  readonly operation: string;
  readonly protocol: QueryProtocol;
  readonly output: Json;
  readonly requestId: string;
}

function success({ operation, protocol, output, requestId }: Success): HttpReply {
  const result = Object.keys(output).length === 0 ? `<${operation}Result/>` : toXml(`${operation}Result`, output);
  const metadata = toXml('ResponseMetadata', { RequestId: requestId });
  const body = `<${operation}Response xmlns="${protocol.xmlNamespace}">${result}${metadata}</${operation}Response>`;
  return { status: 200, headers: XML, body };
}

function failure(error: AwsError, protocol: QueryProtocol, requestId: string): HttpReply {
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  const inner = toXml('Error', { Type: type, Code: error.queryCode, Message: error.message, ...error.fields });
  const id = toXml('RequestId', requestId);
  return {
    status: error.status,
    headers: XML,
    body: `<ErrorResponse xmlns="${protocol.xmlNamespace}">${inner}${id}</ErrorResponse>`,
  };
}

/** The form of a query-protocol request, read once and asked of each service. */
export function readForm(request: HttpRequest): Json | undefined {
  const type = request.headers['content-type'] ?? '';
  if (request.method === 'POST' && type.startsWith('application/x-www-form-urlencoded')) {
    return parseForm(request.body.toString('utf8'));
  }
  return request.method === 'GET' && request.rawQuery.includes('Action=') ? parseForm(request.rawQuery) : undefined;
}

/** The call that `Action` and `Version` name, when they are this service's. */
export function readQueryCall(service: AwsService, protocol: QueryProtocol, form: Json): WireCall | undefined {
  if (form['Version'] !== protocol.apiVersion || typeof form['Action'] !== 'string') return undefined;
  const { Action: action, Version: _version, ...members } = form;
  const operation = action as string;
  return {
    service,
    operation,
    input: () => members,
    reply: (output, requestId) => success({ operation, protocol, output, requestId }),
    fail: (error, requestId) => failure(error, protocol, requestId),
  };
}
