import type { Json } from '../../core/aws-error.ts';
import type { HttpReply, HttpRequest } from '../../core/http.ts';
import type { RestRoute } from '../../core/service.ts';
import { parseJsonBody } from '../../gateway/json-protocol.ts';
import { KINDS } from './operations/collection-operations.ts';

/** On the wire members begin with a small letter; keys of these maps are the customer's own. */
const MAPS_OF_TEXT: readonly string[] = ['Tags', 'StageVariables'];
const MAPS_OF_STRUCTURES: readonly string[] = ['RouteSettings'];

type Rename = (name: string) => string;

const capital: Rename = (name) => name.charAt(0).toUpperCase() + name.slice(1);
const small: Rename = (name) => name.charAt(0).toLowerCase() + name.slice(1);

const isStructure = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function renamedValue(name: string, value: unknown, rename: Rename): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => (isStructure(item) ? renamed(item, rename) : item));
  if (!isStructure(value) || MAPS_OF_TEXT.includes(capital(name))) return value;
  if (!MAPS_OF_STRUCTURES.includes(capital(name))) return renamed(value, rename);
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    isStructure(inner) ? renamed(inner, rename) : inner,
  ]);
  return Object.fromEntries(entries);
}

function renamed(structure: Json, rename: Rename): Json {
  const entries = Object.entries(structure).map(([name, value]) => [rename(name), renamedValue(name, value, rename)]);
  return Object.fromEntries(entries) as Json;
}

const decode = (request: HttpRequest, path: Readonly<Record<string, string>>): Json => ({
  ...renamed(parseJsonBody(request.body), capital),
  ...path,
});

const encodeAs =
  (status: number) =>
  (output: Json): HttpReply =>
    status === 204
      ? { status }
      : { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(renamed(output, small)) };

const route = (operation: string, method: string, path: string): RestRoute => {
  const status = method === 'POST' ? 201 : method === 'DELETE' ? 204 : 200;
  return { operation, method, path, status, decode, encode: encodeAs(status) };
};

/** docs.aws.amazon.com/apigatewayv2/latest/api-reference/resources.html */
export const ROUTES: readonly RestRoute[] = [
  route('CreateApi', 'POST', '/v2/apis'),
  route('GetApis', 'GET', '/v2/apis'),
  route('GetApi', 'GET', '/v2/apis/{ApiId}'),
  route('UpdateApi', 'PATCH', '/v2/apis/{ApiId}'),
  route('DeleteApi', 'DELETE', '/v2/apis/{ApiId}'),
  ...KINDS.flatMap(({ collection, name, idMember }) => [
    route(`Create${name}`, 'POST', `/v2/apis/{ApiId}/${collection}`),
    route(`Get${name}s`, 'GET', `/v2/apis/{ApiId}/${collection}`),
    route(`Get${name}`, 'GET', `/v2/apis/{ApiId}/${collection}/{${idMember}}`),
    route(`Update${name}`, 'PATCH', `/v2/apis/{ApiId}/${collection}/{${idMember}}`),
    route(`Delete${name}`, 'DELETE', `/v2/apis/{ApiId}/${collection}/{${idMember}}`),
  ]),
];
