import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../../clock/clock.ts';

/** How long keys are kept, and the limits of asking for them. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html and http-api-jwt-authorizer.html */
const KEYS_KEPT_MS = 2 * 60 * 60_000;
const FETCH_TIMEOUT_MS = 1500;
const MAX_KEY_SET_BYTES = 150_000;

/** Finds the key that signed a token; the token must name it. */
export type KeySet = JWTVerifyGetKey;

/** The issuer's discovery document or keys cannot be had. */
export class IssuerUnavailableError extends Error {
  override readonly name = 'IssuerUnavailableError';
}

function getText(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? httpsRequest : httpRequest;
    const asked = request(url, { timeout: FETCH_TIMEOUT_MS }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MAX_KEY_SET_BYTES) asked.destroy(new IssuerUnavailableError(`${url} answers too much`));
      });
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve(text)
          : reject(new IssuerUnavailableError(`${url} answers ${answer.statusCode}`)),
      );
    });
    asked.on('timeout', () => asked.destroy(new IssuerUnavailableError(`${url} does not answer`)));
    asked.on('error', reject);
    asked.end();
  });
}

async function fetchKeys(issuer: string): Promise<KeySet> {
  const discovery = JSON.parse(await getText(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)) as {
    readonly jwks_uri: string;
  };
  const keys = createLocalJWKSet(JSON.parse(await getText(discovery.jwks_uri)) as JSONWebKeySet);
  return async (header, token) => {
    if (header.kid === undefined) throw new errors.JWKSNoMatchingKey();
    return keys(header, token);
  };
}

interface Kept {
  readonly at: number;
  readonly keys: Promise<KeySet>;
}

/** The keys of each issuer, found by its OpenID Connect discovery and kept for two hours on the cloud's clock. */
export class IssuerKeys {
  readonly #kept = new Map<string, Kept>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws {IssuerUnavailableError} or Node's own network error; nothing is kept then. */
  of(issuer: string): Promise<KeySet> {
    const known = this.#kept.get(issuer);
    if (known !== undefined && this.#clock.now() - known.at < KEYS_KEPT_MS) return known.keys;
    const keys = fetchKeys(issuer);
    this.#kept.set(issuer, { at: this.#clock.now(), keys });
    keys.catch(() => this.#kept.delete(issuer));
    return keys;
  }
}
