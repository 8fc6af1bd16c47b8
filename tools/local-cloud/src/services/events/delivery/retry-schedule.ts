/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
export const DEFAULT_RETRY_ATTEMPTS = 185;
export const DEFAULT_EVENT_AGE_SECONDS = 86_400;

/** First pause and longest pause. Ours: AWS publishes neither; with these, 185 attempts fill the 24 hours. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 620_000;

/** A repeatable source of numbers in [0, 1), so that a run can be run again. */
export function makeJitter(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Exponential back-off with jitter: milliseconds before retry number `attempt` (1 is the first), half of it random. */
export function pauseBeforeRetry(attempt: number, jitter: () => number): number {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempt - 1, 20));
  return pause / 2 + (pause / 2) * jitter();
}
