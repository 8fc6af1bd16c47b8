import { randomBytes } from 'node:crypto';
import type { RuntimeRequest } from '../runtime.ts';

/** Response of a synchronous invocation. docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_RESPONSE_BYTES = 6 * 1024 * 1024 + 100;

export interface ApiRequest {
  readonly method: string;
  /** Below the environment's own prefix, for example `/2018-06-01/runtime/invocation/next`. */
  readonly path: string;
  readonly errorType?: string | undefined;
  readonly body: Buffer;
}

export interface ApiReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the environment hears of its process. Payloads are JSON text. */
export interface ConversationListener {
  /** It asked for its first invocation: its code is loaded. */
  readonly onReady: () => void;
  readonly onInitError: (payload: string) => void;
  readonly onAnswer: (kind: 'result' | 'error', payload: string) => void;
  /** Milliseconds that the cloud's clock is ahead of the machine's. */
  readonly aheadMs: () => number;
}

const JSON_TYPE: Readonly<Record<string, string>> = { 'content-type': 'application/json' };
const ROUTE = /^\/2018-06-01\/runtime\/(?:invocation\/(next|[^/]+)(?:\/(response|error))?|init\/error)$/;

const reply = (status: number, body: object): ApiReply => ({ status, headers: JSON_TYPE, body: JSON.stringify(body) });
const refuse = (status: number, errorType: string, errorMessage: string): ApiReply =>
  reply(status, { errorType, errorMessage });
const accepted = (): ApiReply => reply(202, { status: 'OK' });

const tooLarge = {
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
};

/** What a runtime reported of an error, or, when that is no JSON object, what its header says. */
function errorPayload({ body, errorType = 'Runtime.Unknown' }: ApiRequest): string {
  const text = body.toString('utf8');
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return text;
  } catch {
    // Reported in words: they become the message.
  }
  return JSON.stringify({ errorType, errorMessage: text });
}

/** docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
function traceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}

/**
 * The Runtime API of one environment: it gives out one invocation at a time, to this environment only, and takes an answer
 * for no other. docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class Conversation {
  readonly #listener: ConversationListener;
  #waiting: ((reply: ApiReply) => void) | undefined;
  #next: RuntimeRequest | undefined;
  #running: string | undefined;

  constructor(listener: ConversationListener) {
    this.#listener = listener;
  }

  /** Hands out an invocation: now if the process waits for one, or when it asks. */
  give(request: RuntimeRequest): void {
    this.#next = request;
    this.#handOut();
  }

  answer(request: ApiRequest): Promise<ApiReply> | ApiReply {
    const route = ROUTE.exec(request.path);
    if (route === null) return refuse(404, 'InvalidRoute', `There is no ${request.path} in the Runtime API.`);
    const [, requestId, kind] = route;
    const wanted = requestId === 'next' ? 'GET' : 'POST';
    if (request.method !== wanted) return refuse(405, 'InvalidMethod', `${request.path} takes ${wanted}.`);
    if (requestId === undefined) return this.#failInit(request);
    if (requestId === 'next') return this.#wait();
    return this.#finish(request, { requestId, kind });
  }

  #wait(): Promise<ApiReply> | ApiReply {
    if (this.#running !== undefined || this.#waiting !== undefined)
      return refuse(403, 'InvalidStateTransition', 'This environment has not answered its invocation yet.');
    const { promise, resolve } = Promise.withResolvers<ApiReply>();
    this.#waiting = resolve;
    this.#listener.onReady();
    this.#handOut();
    return promise;
  }

  #handOut(): void {
    const next = this.#next;
    if (next === undefined || this.#waiting === undefined) return;
    const deliver = this.#waiting;
    this.#next = undefined;
    this.#waiting = undefined;
    this.#running = next.requestId;
    deliver({
      status: 200,
      headers: {
        ...JSON_TYPE,
        'lambda-runtime-aws-request-id': next.requestId,
        'lambda-runtime-deadline-ms': String(Math.floor(next.deadlineMs - this.#listener.aheadMs())),
        'lambda-runtime-invoked-function-arn': next.invokedFunctionArn,
        'lambda-runtime-trace-id': traceId(),
        ...(next.clientContext === undefined ? {} : { 'lambda-runtime-client-context': asHeader(next.clientContext) }),
      },
      body: next.payload,
    });
  }

  #failInit(request: ApiRequest): ApiReply {
    this.#listener.onInitError(errorPayload(request));
    return accepted();
  }

  #finish(request: ApiRequest, { requestId, kind }: { requestId: string; kind: string | undefined }): ApiReply {
    if (kind === undefined) return refuse(404, 'InvalidRoute', `There is no ${request.path} in the Runtime API.`);
    if (requestId !== this.#running) return refuse(400, 'InvalidRequestID', 'This environment has no such invocation.');
    this.#running = undefined;
    if (kind === 'response' && request.body.length > MAX_RESPONSE_BYTES) {
      this.#listener.onAnswer('error', JSON.stringify(tooLarge));
      return reply(413, tooLarge);
    }
    if (kind === 'response') this.#listener.onAnswer('result', request.body.toString('utf8') || 'null');
    else this.#listener.onAnswer('error', errorPayload(request));
    return accepted();
  }
}

/** JSON text of ASCII only, as a header must be. */
const asHeader = (json: string): string =>
  json
    .replaceAll(/[\r\n]/g, ' ')
    .replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
