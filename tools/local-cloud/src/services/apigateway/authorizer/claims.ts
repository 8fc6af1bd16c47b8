import type { JWTPayload } from 'jose';

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(asText).join(' ')}]`;
  return JSON.stringify(value);
}

/** Claims as functions receive them: numbers and booleans as text, lists as `[a b]`. */
export const claimsAsText = (claims: JWTPayload): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, asText(value)]));

/** Scopes are in `scope` or `scp`, as one text or a list. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html */
export function scopesOf(claims: JWTPayload): readonly string[] {
  const given = claims['scope'] ?? claims['scp'];
  if (typeof given === 'string') return given.split(' ');
  return Array.isArray(given) ? given.map(String) : [];
}
