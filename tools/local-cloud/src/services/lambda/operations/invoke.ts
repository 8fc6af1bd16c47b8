import { randomUUID } from 'node:crypto';
import type { Json } from '../../../core/aws-error.ts';
import type { HttpReply, HttpRequest } from '../../../core/http.ts';
import type { Operation, OperationContext } from '../../../core/service.ts';
import { invalidRequestContent, requestTooLarge } from '../errors.ts';
import type { LambdaFunction } from '../function.ts';
import { honourOnly, optionalChoice, optionalText } from '../input.ts';
import { runInvocation } from '../invoke/run-invocation.ts';
import { findFunction, type LambdaState } from '../state.ts';

/** Payloads: 6 MB synchronous, 1 MB asynchronous. docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
const MAX_SYNCHRONOUS_BYTES = 6_291_456;
const MAX_ASYNCHRONOUS_BYTES = 1_048_576;

const MEMBERS = ['FunctionName', 'InvocationType', 'LogType', 'ClientContext', 'Qualifier', 'Payload'];

function textOf(payload: unknown): string {
  if (payload === undefined || payload === null) return '{}';
  const text = typeof payload === 'string' ? payload : Buffer.from(payload as Uint8Array).toString('utf8');
  return text === '' ? '{}' : text;
}

function readPayload(input: Json, limit: number, context: OperationContext): string {
  const text = textOf(input['Payload']);
  const bytes = Buffer.byteLength(text);
  if (bytes > limit) throw requestTooLarge(bytes, limit);
  if (context.principal.kind === 'service') return text; // Services write what JSON.stringify gave them.
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw invalidRequestContent(error instanceof Error ? error.message : String(error));
  }
}

/** The client's context: base64 of JSON, at most 3,583 bytes of it. API_Invoke.html */
function readClientContext(input: Json): string | undefined {
  const encoded = optionalText(input, 'ClientContext');
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw invalidRequestContent('Client context must be a valid Base64-encoded JSON object.');
  }
}

async function invokeAndWait(state: LambdaState, fn: LambdaFunction, request: SynchronousRequest): Promise<Json> {
  const { payload, clientContext, tail, requestId } = request;
  const result = await runInvocation(state, fn, { payload, clientContext, tail, requestId });
  return {
    StatusCode: 200,
    ExecutedVersion: '$LATEST',
    Payload: result.payload,
    ...(result.functionError === undefined ? {} : { FunctionError: result.functionError }),
    ...(result.tail === undefined ? {} : { LogResult: result.tail }),
  };
}

interface SynchronousRequest {
  readonly payload: string;
  readonly clientContext: string | undefined;
  readonly tail: boolean;
  readonly requestId: string;
}

export const makeInvoke =
  (state: LambdaState): Operation =>
  async (input, context) => {
    honourOnly('Invoke', input, MEMBERS);
    const fn = findFunction(state, input['FunctionName'], input['Qualifier']);
    const type = optionalChoice(input, 'InvocationType', ['RequestResponse', 'Event', 'DryRun']) ?? 'RequestResponse';
    if (type === 'DryRun') return { StatusCode: 204, Payload: '' };
    const requestId = context.requestId === '' ? randomUUID() : context.requestId;
    if (type === 'Event') {
      const payload = readPayload(input, MAX_ASYNCHRONOUS_BYTES, context);
      state.asyncQueue.enqueue(state, fn, { requestId, payload });
      return { StatusCode: 202, Payload: '' };
    }
    const tail = optionalChoice(input, 'LogType', ['None', 'Tail']) === 'Tail';
    const payload = readPayload(input, MAX_SYNCHRONOUS_BYTES, context);
    return invokeAndWait(state, fn, { payload, clientContext: readClientContext(input), tail, requestId });
  };

/** Everything but the payload travels in headers and the query. API_Invoke.html */
export function decodeInvoke(request: HttpRequest, parameters: Readonly<Record<string, string>>): Json {
  const { headers, rawQuery, body } = request;
  return {
    ...parameters,
    InvocationType: headers['x-amz-invocation-type'],
    LogType: headers['x-amz-log-type'],
    ClientContext: headers['x-amz-client-context'],
    Qualifier: new URLSearchParams(rawQuery).get('Qualifier') ?? undefined,
    Payload: body.length === 0 ? undefined : body,
  };
}

export function encodeInvoke(output: Json): HttpReply {
  const { StatusCode, Payload, FunctionError, LogResult, ExecutedVersion } = output as Readonly<Record<string, string>>;
  const headers = {
    'content-type': 'application/json',
    ...(ExecutedVersion === undefined ? {} : { 'x-amz-executed-version': ExecutedVersion }),
    ...(FunctionError === undefined ? {} : { 'x-amz-function-error': FunctionError }),
    ...(LogResult === undefined ? {} : { 'x-amz-log-result': LogResult }),
  };
  const status = Number(StatusCode);
  return status === 204 ? { status, headers } : { status, headers, body: Payload ?? '' };
}
