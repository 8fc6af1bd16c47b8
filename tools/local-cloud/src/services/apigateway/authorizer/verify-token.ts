import { type JWTPayload, jwtVerify } from 'jose';
import type { IssuerKeys } from './keys.ts';

export interface Expectation {
  readonly Issuer: string;
  readonly Audience: readonly string[];
  readonly keys: IssuerKeys;
  /** Epoch milliseconds. */
  readonly now: number;
}

export type TokenResult = { readonly claims: JWTPayload } | { readonly problem: string };

/** Only RSA-based algorithms. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];

/** Words of the `www-authenticate` header by jose's error codes and claims. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html */
const PROBLEMS: Readonly<Record<string, string>> = {
  ERR_JWT_EXPIRED: 'the token has expired',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'signature verification failed',
  ERR_JWKS_NO_MATCHING_KEY: 'unable to find a signing key that matches the token',
  ERR_JOSE_ALG_NOT_ALLOWED: 'the token is not signed with a supported algorithm',
  iss: 'the token does not have a valid issuer',
  nbf: 'the token is not valid yet',
};

const NO_DISCOVERY = 'OIDC discovery endpoint communication error';

function problemOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('ERR_J')) return NO_DISCOVERY;
  const claim = 'claim' in error ? String(error.claim) : '';
  return PROBLEMS[String(error.code)] ?? PROBLEMS[claim] ?? 'unable to decode the token';
}

/** `aud`, or `client_id` when there is no `aud`, must be one of the authorizer's audiences. The documented page above. */
function hasAudience({ aud, client_id: clientId }: JWTPayload, audience: readonly string[]): boolean {
  const given = aud ?? clientId;
  return (Array.isArray(given) ? given : [given]).some(
    (value) => typeof value === 'string' && audience.includes(value),
  );
}

/** Checks signature, issuer, times and audience. Times are compared without leeway: none is documented. */
export async function verifyToken(token: string, expected: Expectation): Promise<TokenResult> {
  try {
    const { payload } = await jwtVerify(token, await expected.keys.of(expected.Issuer), {
      issuer: expected.Issuer,
      algorithms: ALGORITHMS,
      currentDate: new Date(expected.now),
      requiredClaims: ['exp'],
    });
    if (!hasAudience(payload, expected.Audience)) return { problem: 'the token does not have a valid audience' };
    return { claims: payload };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}
