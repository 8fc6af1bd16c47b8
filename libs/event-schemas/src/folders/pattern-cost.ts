import { JS } from 'refa';
import { type PatternPositions, patternPositions, TooManyPositionsError } from './pattern-positions.ts';

/** Longest text that a pattern with an endless repetition may be tried on: such a one may take time by its square. */
const MAX_LENGTH = 1_000;
/** Pairs of places that are looked at. */
const MAX_PAIRS = 50_000;

/**
 * Why a hostile text could stall whoever tries the pattern on it, or `undefined` when none can. An engine that goes back
 * takes time that doubles with each character where a repetition can match the same text in two ways: this looks for
 * two ways around in the pattern's places, and is too strict rather than too lax.
 */
export function patternProblem(pattern: string, maxLength: unknown): string | undefined {
  const parsed = parse(pattern);
  if (parsed === undefined) return undefined; // no expression at all: who compiles it says why
  if (typeof parsed === 'string') return parsed;
  const isShort = typeof maxLength === 'number' && maxLength <= MAX_LENGTH;
  if (parsed.isEndless && !isShort) return `repeats without end; give it a maxLength of at most ${MAX_LENGTH}`;
  const isDoubling = parsed.following.some((_, place) => goesAroundTwice(parsed, place));
  return isDoubling
    ? 'repeats what it can match in two ways, which a hostile text could make last for ever'
    : undefined;
}

function parse(pattern: string): PatternPositions | string | undefined {
  try {
    new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
  try {
    const parser = JS.Parser.fromLiteral({ source: pattern, flags: 'u' });
    return patternPositions(parser.parse({ backreferences: 'throw', assertions: 'parse' }).expression);
  } catch (error) {
    return error instanceof TooManyPositionsError ? 'is too long to be judged' : 'refers to its own groups';
  }
}

/** Whether there are two ways from a place back to it that take the same text. */
function goesAroundTwice({ characters, following }: PatternPositions, start: number): boolean {
  const circle = placesFrom(following, start);
  if (!circle.has(start)) return false;
  const onCircle = [...circle].filter((place) => placesFrom(following, place).has(start));
  const isOn = new Set(onCircle);
  const nexts = new Map(
    onCircle.map((place) => [place, [...(following[place] ?? [])].filter(([next]) => isOn.has(next))]),
  );
  if ([...nexts.values()].some((ways) => ways.some(([, count]) => count > 1))) return true;
  const overlaps = (one: number, other: number): boolean => {
    const set = characters[other];
    return set !== undefined && characters[one]?.isDisjointWith(set) === false;
  };
  return partAndMeet(onCircle, (place) => (nexts.get(place) ?? []).map(([next]) => next), overlaps);
}

/** Whether two walkers who start at one place and read the same text can part and meet again. */
function partAndMeet(
  places: readonly number[],
  nextsOf: (place: number) => readonly number[],
  overlaps: (one: number, other: number) => boolean,
): boolean {
  const seen = new Set<string>();
  const waiting: (readonly [number, number])[] = places.map((place) => [place, place]);
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const [one, other] = pair;
    const pairs = nextsOf(one).flatMap((next) => nextsOf(other).map((along) => [next, along] as const));
    const steps = pairs.filter(([next, along]) => overlaps(next, along));
    if (one !== other && steps.some(([next, along]) => next === along)) return true;
    for (const step of steps.filter(([next, along]) => next < along && !seen.has(`${next} ${along}`))) {
      seen.add(`${step[0]} ${step[1]}`);
      waiting.push(step);
    }
    if (seen.size > MAX_PAIRS) return true;
  }
  return false;
}

/** The places that can be reached from one, by one step or more. */
function placesFrom(following: PatternPositions['following'], start: number): ReadonlySet<number> {
  const reached = new Set<number>();
  const waiting = [start];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    for (const next of following[place]?.keys() ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(next);
    }
  }
  return reached;
}
