import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Caller, callerOf } from './caller.ts';
import { type Problem, problemResponse } from './problem.ts';

/** A request whose caller is known, and the ids under which everything that follows from it is found. */
export interface HttpRequest {
  readonly caller: Caller;
  /** API Gateway's id of this one call. */
  readonly requestId: string;
  readonly correlationId: string;
  readonly traceparent: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly path: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
}

export type HttpResponse = APIGatewayProxyStructuredResultV2;

/** Where the lines about requests go. */
export interface RequestLog {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}

export interface HttpOptions {
  readonly log: RequestLog;
  readonly newCorrelationId: () => string;
  /** A child of a W3C `traceparent`, or a new trace when there is none. */
  readonly childTraceparent: (parent: string | undefined) => string;
  /** The problem to answer with when an error says something to the caller; absent or nothing = 500. */
  readonly problemFor?: (error: unknown) => Problem | undefined;
}

export type HttpHandler = (
  event: APIGatewayProxyEventV2WithJWTAuthorizer,
  context?: { readonly functionName: string },
) => Promise<HttpResponse>;

const CORRELATION_HEADER = 'x-correlation-id';
const CORRELATION_ID = /^[\w.:-]{1,128}$/u;

const INTERNAL_ERROR: Problem = { status: 500, kind: 'internal-error', title: 'Something went wrong on our side' };

/**
 * Makes the handler of an HTTP API route (payload 2.0, JWT authorizer). Whatever is answered carries
 * `x-correlation-id`; an error that nobody has turned into an answer is logged and becomes a 500 that says no more
 * than that.
 */
export function httpHandler(
  answer: (request: HttpRequest) => Promise<HttpResponse>,
  options: HttpOptions,
): HttpHandler {
  return async (event, context) => {
    const trace = traceOf(event, options);
    const about = { ...trace, functionName: context?.functionName, route: event.routeKey };
    const response = await answered(event, { answer, trace, options, about });
    options.log.info('Request answered', { ...about, status: response.statusCode });
    return { ...response, headers: { ...response.headers, [CORRELATION_HEADER]: trace.correlationId } };
  };
}

type Trace = Pick<HttpRequest, 'requestId' | 'correlationId' | 'traceparent'>;

interface Answering {
  readonly answer: (request: HttpRequest) => Promise<HttpResponse>;
  readonly trace: Trace;
  readonly options: HttpOptions;
  readonly about: Readonly<Record<string, unknown>>;
}

async function answered(
  event: APIGatewayProxyEventV2WithJWTAuthorizer,
  { answer, trace, options, about }: Answering,
): Promise<HttpResponse> {
  const caller = callerOf(event);
  if (!caller.ok) return problemResponse(caller.problem);
  try {
    return await answer({
      ...trace,
      caller: caller.value,
      headers: event.headers,
      path: event.pathParameters ?? {},
      query: event.queryStringParameters ?? {},
      body: event.body,
      isBase64Encoded: event.isBase64Encoded,
    });
  } catch (error) {
    options.log.error('Request failed', { ...about, error });
    return problemResponse(options.problemFor?.(error) ?? INTERNAL_ERROR);
  }
}

/** A caller's own correlation id is taken if it is short and plain; anything else gets a new one. */
function traceOf(event: APIGatewayProxyEventV2WithJWTAuthorizer, options: HttpOptions): Trace {
  const given = event.headers[CORRELATION_HEADER] ?? '';
  return {
    requestId: event.requestContext.requestId,
    correlationId: CORRELATION_ID.test(given) ? given : options.newCorrelationId(),
    traceparent: options.childTraceparent(event.headers['traceparent']),
  };
}
