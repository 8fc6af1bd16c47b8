import type { JWTPayload } from 'jose';
import type { HttpReply, HttpRequest } from '../../../core/http.ts';
import type { AuthorizerSettings, HttpApi, RouteSettings } from '../model.ts';
import { forbiddenReply, internalServerErrorReply, unauthorizedReply } from '../requests/replies.ts';
import type { IssuerKeys } from './keys.ts';
import { claimsAsText, scopesOf } from './claims.ts';
import { verifyToken } from './verify-token.ts';

/** What a function is told of an accepted token. */
export interface Admitted {
  readonly claims: Readonly<Record<string, string>>;
  /** Scopes of the token that the route asks for; null when it asks for none. */
  readonly scopes: readonly string[] | null;
}

export type Verdict = { readonly admitted: Admitted | undefined } | { readonly refusal: HttpReply };

/** Where the token is. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html */
const SOURCE = /^\$request\.(?<place>header|querystring)\.(?<name>[\w-]+)$/;

function tokenIn(request: HttpRequest, sources: readonly string[]): string | undefined {
  for (const source of sources) {
    const { place, name = '' } = SOURCE.exec(source)?.groups ?? {};
    const value =
      place === 'header' ? request.headers[name.toLowerCase()] : new URLSearchParams(request.rawQuery).get(name);
    if (value) return value.replace(/^Bearer /i, '');
  }
  return undefined;
}

function judgeScopes(claims: JWTPayload, wanted: readonly string[]): Verdict {
  const granted = scopesOf(claims).filter((scope) => wanted.includes(scope));
  if (wanted.length > 0 && granted.length === 0) {
    const description = 'the token does not have a required scope';
    return { refusal: forbiddenReply({ scopes: wanted, error: 'insufficient_scope', description }) };
  }
  return { admitted: { claims: claimsAsText(claims), scopes: wanted.length === 0 ? null : granted } };
}

export interface AuthorizationRequest {
  readonly api: HttpApi;
  readonly route: RouteSettings;
  readonly request: HttpRequest;
  /** Epoch milliseconds. */
  readonly now: number;
}

async function judge(authorizer: AuthorizerSettings, keys: IssuerKeys, asked: AuthorizationRequest): Promise<Verdict> {
  const scopes = asked.route.AuthorizationScopes ?? [];
  const token = tokenIn(asked.request, authorizer.IdentitySource);
  if (token === undefined) return { refusal: unauthorizedReply({ scopes }) };
  const result = await verifyToken(token, { ...authorizer.JwtConfiguration, keys, now: asked.now });
  if ('problem' in result)
    return { refusal: unauthorizedReply({ scopes, error: 'invalid_token', description: result.problem }) };
  return judgeScopes(result.claims, scopes);
}

/** Lets a request through, with what its token says, or refuses it. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html */
export async function authorize(keys: IssuerKeys, asked: AuthorizationRequest): Promise<Verdict> {
  const { api, route } = asked;
  if ((route.AuthorizationType ?? 'NONE') === 'NONE') return { admitted: undefined };
  const authorizer = api.authorizers.get(route.AuthorizerId ?? '');
  if (authorizer === undefined) return { refusal: internalServerErrorReply() };
  return judge(authorizer, keys, asked);
}
