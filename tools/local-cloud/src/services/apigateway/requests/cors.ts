import type { HttpReply, HttpRequest } from '../../../core/http.ts';
import type { Cors } from '../model.ts';

type Headers = Record<string, string | readonly string[]>;

const ANY_OF_SCHEME: readonly string[] = ['https://*', 'http://*'];

function allows(origins: readonly string[], origin: string): boolean {
  return origins.some(
    (allowed) =>
      allowed === '*' ||
      allowed.toLowerCase() === origin.toLowerCase() ||
      (ANY_OF_SCHEME.includes(allowed) && origin.startsWith(allowed.slice(0, -1))),
  );
}

const listed = (name: string, values: readonly string[] | undefined): Headers =>
  values === undefined || values.length === 0 ? {} : { [name]: values.join(',') };

function originHeaders(cors: Cors, origin: string): Headers {
  const any = cors.AllowOrigins?.includes('*') === true;
  return {
    'access-control-allow-origin': any ? '*' : origin,
    ...(cors.AllowCredentials === true ? { 'access-control-allow-credentials': 'true' } : {}),
    ...listed('access-control-expose-headers', cors.ExposeHeaders),
  };
}

/** A browser's question before the request itself. */
export const isPreflight = ({ method, headers }: HttpRequest): boolean =>
  method === 'OPTIONS' && headers['origin'] !== undefined && headers['access-control-request-method'] !== undefined;

/**
 * API Gateway answers preflights itself, whatever routes there are.
 * docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function preflightReply(cors: Cors, { headers }: HttpRequest): HttpReply {
  const origin = headers['origin'] ?? '';
  if (!allows(cors.AllowOrigins ?? [], origin)) return { status: 204 };
  return {
    status: 204,
    headers: {
      ...originHeaders(cors, origin),
      ...listed('access-control-allow-methods', cors.AllowMethods),
      ...listed('access-control-allow-headers', cors.AllowHeaders),
      ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
    },
  };
}

/** The API's own CORS headers in place of the integration's. The same page. */
export function withCors(cors: Cors | undefined, request: HttpRequest, reply: HttpReply): HttpReply {
  if (cors === undefined) return reply;
  const kept = Object.entries(reply.headers ?? {}).filter(([name]) => !name.startsWith('access-control-'));
  const origin = request.headers['origin'];
  const own = origin !== undefined && allows(cors.AllowOrigins ?? [], origin) ? originHeaders(cors, origin) : {};
  return { ...reply, headers: { ...Object.fromEntries(kept), ...own } };
}
