import type { AwsError, Json } from '../core/aws-error.ts';
import type { HttpReply, HttpRequest } from '../core/http.ts';
import type { AwsService, RestRoute } from '../core/service.ts';
import { parseJsonBody, toJsonText } from './json-protocol.ts';
import type { WireCall } from './wire-call.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

interface CompiledRoute {
  readonly route: RestRoute;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

const compiled = new WeakMap<RestRoute, CompiledRoute>();

function compile(route: RestRoute): CompiledRoute {
  const known = compiled.get(route);
  if (known) return known;
  const names: string[] = [];
  const source = route.path.replaceAll(/\{(\w+)(\+?)\}|[.*?^$()|[\]\\]/g, (text, name?: string, greedy?: string) => {
    if (name === undefined) return `\\${text}`;
    names.push(name);
    return greedy === '+' ? '(.+)' : '([^/]+)';
  });
  const made = { route, pattern: new RegExp(`^${source}/?$`), names };
  compiled.set(route, made);
  return made;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A lone percent sign stands for itself, as API servers commonly take it.
  }
}

function pathParameters({ pattern, names }: CompiledRoute, path: string): Readonly<Record<string, string>> | undefined {
  const found = pattern.exec(path);
  if (!found) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, decoded(found[index + 1] ?? '')]));
}

function queryMembers(rawQuery: string): Json {
  const search = new URLSearchParams(rawQuery);
  return Object.fromEntries(
    [...new Set(search.keys())].map((key) => {
      const values = search.getAll(key);
      return [key, values.length > 1 ? values : values[0]];
    }),
  );
}

function failure(error: AwsError): HttpReply {
  const headers = { ...JSON_TYPE, 'x-amzn-errortype': error.code };
  return {
    status: error.status,
    headers,
    body: toJsonText({ message: error.message, Type: error.status >= 500 ? 'Service' : 'User', ...error.fields }),
  };
}

function plainReply(route: RestRoute, output: Json): HttpReply {
  const status = route.status ?? 200;
  return status === 204 ? { status } : { status, headers: JSON_TYPE, body: toJsonText(output) };
}

/** The call whose route matches method and path. smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export function readRestJsonCall(
  service: AwsService,
  routes: readonly RestRoute[],
  request: HttpRequest,
): WireCall | undefined {
  for (const route of routes) {
    if (route.method !== request.method) continue;
    const parameters = pathParameters(compile(route), request.path);
    if (!parameters) continue;
    return {
      service,
      operation: route.operation,
      input: () =>
        route.decode?.(request, parameters) ?? {
          ...parseJsonBody(request.body),
          ...queryMembers(request.rawQuery),
          ...parameters,
        },
      reply: (output) => route.encode?.(output) ?? plainReply(route, output),
      fail: failure,
    };
  }
  return undefined;
}
