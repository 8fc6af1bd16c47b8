/** Chance that repeats itself for the same seed. */
export interface Chance {
  /** A whole number from 0 up to, not including, `count`. */
  below(count: number): number;
  /** One of some things. */
  pick<T>(things: readonly [T, ...T[]]): T;
  /** True about once in `count` times. */
  oneIn(count: number): boolean;
}

/** A generator of Lehmer's kind, with the constants of MINSTD. Source: en.wikipedia.org/wiki/Lehmer_random_number_generator */
export function chanceFrom(seed: number): Chance {
  let state = (Math.abs(Math.trunc(seed)) % 2_147_483_645) + 1;
  const below = (count: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.floor((state / 2_147_483_647) * count);
  };
  return {
    below,
    pick: ([first, ...others]) => [first, ...others][below(others.length + 1)] ?? first,
    oneIn: (count) => below(count) === 0,
  };
}
