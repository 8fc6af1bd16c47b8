import { randomUUID, type webcrypto } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import type { Json } from '../core/aws-error.ts';
import type { Cloud } from '../core/cloud.ts';
import type { HttpMount, HttpReply, HttpRequest } from '../core/http.ts';
import { parseJsonBody } from '../gateway/json-protocol.ts';

export interface TokenRequest {
  readonly sub: string;
  /** Space-separated scopes. */
  readonly scope?: string;
  readonly clientId?: string;
  /** One hour unless told otherwise. */
  readonly expiresInSeconds?: number;
}

export interface Issuer {
  readonly mount: HttpMount;
  readonly url: string;
  /** An access token with the claims that Cognito gives. docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html */
  mint(request: TokenRequest): Promise<string>;
}

interface SigningKey {
  readonly kid: string;
  readonly privateKey: webcrypto.CryptoKey;
  readonly publicJwk: JWK;
}

export const LOCAL_CLIENT_ID = 'local-client';

const PATH = '/_tidings/issuer';

async function makeKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const kid = randomUUID();
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
}

const json = (status: number, body: unknown): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

function discovery(url: string): HttpReply {
  return json(200, {
    issuer: url,
    jwks_uri: `${url}/.well-known/jwks.json`,
    token_endpoint: `${url}/token`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['token'],
    subject_types_supported: ['public'],
  });
}

const HOW_TO_ASK =
  'Give {"sub": "<customer id>"} and, if need be, "scope" (scopes with spaces between), "clientId", "expiresInSeconds" (a whole number).';

const isTextOrAbsent = (value: unknown): boolean => value === undefined || typeof value === 'string';

function isTokenRequest(body: Json): body is Json & TokenRequest {
  const { sub, scope, clientId, expiresInSeconds = 1 } = body;
  return (
    typeof sub === 'string' &&
    sub !== '' &&
    isTextOrAbsent(scope) &&
    isTextOrAbsent(clientId) &&
    Number.isInteger(expiresInSeconds) &&
    Number(expiresInSeconds) > 0
  );
}

async function token(mint: Issuer['mint'], request: HttpRequest): Promise<HttpReply> {
  const body = parseJsonBody(request.body);
  if (!isTokenRequest(body)) return json(400, { detail: HOW_TO_ASK });
  return json(200, { access_token: await mint(body), token_type: 'Bearer', expires_in: body.expiresInSeconds ?? 3600 });
}

/** The stage's issuer when it runs on a laptop; on AWS a Cognito user pool or any other OIDC issuer stands here. */
export function makeIssuer(cloud: Cloud): Issuer {
  const key = makeKey();
  const mint = async (request: TokenRequest): Promise<string> => {
    const { kid, privateKey } = await key;
    const now = Math.floor(cloud.clock.now() / 1000);
    const claims = {
      client_id: request.clientId ?? LOCAL_CLIENT_ID,
      scope: request.scope ?? '',
      token_use: 'access',
      version: 2,
      username: request.sub,
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid })
      .setSubject(request.sub)
      .setIssuer(`${cloud.url}${PATH}`)
      .setIssuedAt(now)
      .setExpirationTime(now + (request.expiresInSeconds ?? 3600))
      .setJti(randomUUID())
      .sign(privateKey);
  };
  return {
    mint,
    get url() {
      return `${cloud.url}${PATH}`;
    },
    mount: {
      matches: ({ path }) => path.startsWith(`${PATH}/`),
      handle: async (request) => {
        if (request.path === `${PATH}/.well-known/openid-configuration`) return discovery(`${cloud.url}${PATH}`);
        if (request.path === `${PATH}/.well-known/jwks.json`) return json(200, { keys: [(await key).publicJwk] });
        if (request.path === `${PATH}/token` && request.method === 'POST') return token(mint, request);
        return json(404, {
          detail: 'The issuer has /.well-known/openid-configuration, /.well-known/jwks.json and POST /token.',
        });
      },
    },
  };
}
