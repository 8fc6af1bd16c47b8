import type { StageSettings, Throttle } from '../model.ts';

/** An account's own limits: 10,000 requests a second, 5,000 at once. docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const ACCOUNT_RATE = 10_000;
const ACCOUNT_BURST = 5_000;

interface Bucket {
  tokens: number;
  /** Epoch milliseconds of the last refill. */
  at: number;
}

function limitsOf(stage: StageSettings, routeKey: string): { readonly rate: number; readonly burst: number } {
  const settings: Throttle = { ...stage.DefaultRouteSettings, ...stage.RouteSettings?.[routeKey] };
  return {
    rate: Number(settings.ThrottlingRateLimit ?? ACCOUNT_RATE),
    burst: Number(settings.ThrottlingBurstLimit ?? ACCOUNT_BURST),
  };
}

/**
 * Token buckets, one for each route of a stage.
 * docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export class Throttles {
  readonly #buckets = new Map<string, Bucket>();

  /** Takes a token; false when there is none. `now` in epoch milliseconds on the cloud's clock. */
  admits(
    key: { readonly apiId: string; readonly stage: StageSettings; readonly routeKey: string },
    now: number,
  ): boolean {
    const { rate, burst } = limitsOf(key.stage, key.routeKey);
    const name = JSON.stringify([key.apiId, key.stage.StageName, key.routeKey]);
    const bucket = this.#buckets.get(name) ?? { tokens: burst, at: now };
    this.#buckets.set(name, bucket);
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * rate);
    bucket.at = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}
