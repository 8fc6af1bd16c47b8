import { type JWTPayload, jwtVerify } from 'jose';
import type { IssuerKeys, KeySet } from './keys.ts';

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

/** Tokens whose signature was found right, by the keys that said so: checking it is most of what a request costs here. */
const verified = new WeakMap<KeySet, Map<string, JWTPayload>>();

/** Tokens remembered per issuer; past it all are forgotten. */
const MAX_REMEMBERED = 1000;

function remember(keySet: KeySet, token: string, claims: JWTPayload): void {
  const known = verified.get(keySet) ?? new Map<string, JWTPayload>();
  verified.set(keySet, known);
  if (known.size >= MAX_REMEMBERED) known.clear();
  known.set(token, claims);
}

/** Of a token that was right before, only its end is left to check: time does not run backwards. */
function recheck({ exp = 0 }: JWTPayload, now: number): string | undefined {
  return exp <= Math.floor(now / 1000) ? PROBLEMS['ERR_JWT_EXPIRED'] : undefined;
}

async function verifyNew(token: string, keySet: KeySet, { Issuer, now }: Expectation): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keySet, {
    issuer: Issuer,
    algorithms: ALGORITHMS,
    currentDate: new Date(now),
    requiredClaims: ['exp'],
  });
  remember(keySet, token, payload);
  return payload;
}

/** Checks signature, issuer, times and audience. Times are compared without leeway: none is documented. */
export async function verifyToken(token: string, expected: Expectation): Promise<TokenResult> {
  try {
    const keySet = await expected.keys.of(expected.Issuer);
    const known = verified.get(keySet)?.get(token);
    const problem = known === undefined ? undefined : recheck(known, expected.now);
    if (problem !== undefined) return { problem };
    const claims = known ?? (await verifyNew(token, keySet, expected));
    return hasAudience(claims, expected.Audience)
      ? { claims }
      : { problem: 'the token does not have a valid audience' };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}
