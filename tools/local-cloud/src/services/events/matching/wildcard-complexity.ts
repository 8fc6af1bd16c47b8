import { InvalidPatternError } from './invalid-pattern-error.ts';
import type { EventPattern } from './parse-pattern.ts';
import type { Predicate } from './predicate.ts';
import type { Wildcard } from './wildcard.ts';

/**
 * How many beginnings of a field's wildcards, each up to an asterisk, one hostile value may fit at a time. EventBridge counts
 * the same and does not publish its limit; this is the figure that its matcher's documentation gives for a single rule.
 * github.com/aws/event-ruler#matching-with-a-machine
 */
const MAX_COMPLEXITY = 10;

/** Sets of places looked at before the search gives up and takes what it has found so far. */
const MAX_SETS = 2_000;

/** One place in one wildcard. At an asterisk it stays where it is on any character. */
interface Place {
  /** The wildcard up to here, if an asterisk comes next: equal beginnings of two wildcards are one. */
  readonly beginning: string | undefined;
  readonly next: string | undefined;
}

/** Places in a row; a wildcard's last one has no `next`. */
function placesOf({ literals }: Wildcard): readonly Place[] {
  const places: Place[] = [];
  for (const [number, literal] of literals.entries()) {
    const beginning = number === 0 ? undefined : JSON.stringify(literals.slice(0, number));
    literal.split('').forEach((next, at) => places.push({ beginning: at === 0 ? beginning : undefined, next }));
    const isLast = number === literals.length - 1;
    if (isLast) places.push({ beginning: literal === '' ? beginning : undefined, next: undefined });
  }
  return places;
}

function step(places: readonly Place[], open: readonly number[], character: string): readonly number[] {
  const reached = new Set<number>();
  for (const at of open) {
    if (places[at]?.beginning !== undefined) reached.add(at);
    if (places[at]?.next === character) reached.add(at + 1);
  }
  return [...reached].sort((one, other) => one - other);
}

const beginningsAt = (places: readonly Place[], open: readonly number[]): number =>
  new Set(open.flatMap((at) => places[at]?.beginning ?? [])).size;

/** The most beginnings that any value fits at once. */
function complexityOf(wildcards: readonly Wildcard[]): number {
  const rows = wildcards.map((wildcard) => placesOf(wildcard));
  const places = rows.flat();
  const alphabet = new Set(places.flatMap(({ next }) => next ?? []));
  const starts = rows.map((_, index) => rows.slice(0, index).flat().length);
  const seen = new Set([starts.join()]);
  const queue: (readonly number[])[] = [starts];
  let worst = 0;
  for (const open of queue) {
    worst = Math.max(worst, beginningsAt(places, open));
    if (worst > MAX_COMPLEXITY || seen.size > MAX_SETS) return worst;
    for (const character of alphabet) {
      const reached = step(places, open, character);
      const key = reached.join();
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push(reached);
    }
  }
  return worst;
}

function wildcardsOf(predicate: Predicate): readonly Wildcard[] {
  if (predicate.kind === 'wildcard') return predicate.wildcard.literals.length > 1 ? [predicate.wildcard] : [];
  return predicate.kind === 'not' ? predicate.any.flatMap((each) => wildcardsOf(each)) : [];
}

/**
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching-complexity
 * @throws {InvalidPatternError} a field's wildcards leave too many ways open.
 */
export function refuseTooComplex(pattern: EventPattern): void {
  for (const test of pattern.flat()) {
    const wildcards = test.anyOf.flatMap((predicate) => wildcardsOf(predicate));
    if (wildcards.length > 0 && complexityOf(wildcards) > MAX_COMPLEXITY) {
      throw new InvalidPatternError(
        'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
      );
    }
  }
}
