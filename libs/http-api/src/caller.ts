import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { type Parsed, parsed, refused } from './problem.ts';

/** Who asks, as the token says that the authorizer has verified. */
export interface Caller {
  /** The token's `sub`. */
  readonly subject: string;
  readonly clientId: string;
  readonly scopes: ReadonlySet<string>;
}

/** Longest subject: it becomes part of keys and events. */
const MAX_SUBJECT_CHARACTERS = 128;

/**
 * The caller of a route with a JWT authorizer; 401 when the claims name nobody.
 * Source: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function callerOf(event: APIGatewayProxyEventV2WithJWTAuthorizer): Parsed<Caller> {
  const claims: Readonly<Record<string, unknown>> = event.requestContext.authorizer?.jwt?.claims ?? {};
  const subject = textOf(claims['sub']);
  if (subject === '' || subject.length > MAX_SUBJECT_CHARACTERS) {
    return refused({ status: 401, kind: 'unauthorized', title: 'The token names no caller' });
  }
  const scopes = scopesOf(claims['scope'] ?? claims['scp']);
  return parsed({ subject, clientId: textOf(claims['client_id']), scopes });
}

/**
 * The scopes of a claim, as issuers write it: one text with spaces, or a list, which a function gets as `[a b]`.
 * The authorizer reads `scope` or else `scp`, and so does this.
 */
function scopesOf(claim: unknown): ReadonlySet<string> {
  const text = Array.isArray(claim) ? claim.map(textOf).join(' ') : textOf(claim);
  const list = /^\[(.*)\]$/u.exec(text)?.[1] ?? text;
  return new Set(list.split(' ').filter(Boolean));
}

function textOf(claim: unknown): string {
  return typeof claim === 'string' ? claim : '';
}
