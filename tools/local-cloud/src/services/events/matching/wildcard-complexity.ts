import { InvalidPatternError } from './invalid-pattern-error.ts';
import type { EventPattern } from './parse-pattern.ts';
import type { Predicate } from './predicate.ts';
import type { Wildcard } from './wildcard.ts';

/**
 * How many places of a field's wildcards one hostile value may keep open at a time. EventBridge counts the same and
 * does not publish its own limit; this is the figure that the documentation of its matcher recommends for one rule.
 * github.com/aws/event-ruler#matching-with-a-machine
 */
const MAX_COMPLEXITY = 10;

/** Sets of places looked at before the search gives up and takes what it has found so far. */
const MAX_SETS = 2_000;

/** One place in one wildcard: what it reads next, and whether it stays where it is on anything. */
interface Place {
  readonly id: number;
  readonly next: string | undefined;
  readonly repeats: boolean;
}

/** Places in a row; after the last literal of a wildcard comes an end without `next`. */
function placesOf(wildcards: readonly Wildcard[]): readonly Place[] {
  const places: Place[] = [];
  for (const { literals } of wildcards) {
    for (const [number, literal] of literals.entries()) {
      const characters = literal.split('');
      characters.forEach((next, at) => places.push({ id: places.length, next, repeats: at === 0 && number > 0 }));
      const last = number === literals.length - 1;
      if (characters.length === 0 || last) {
        places.push({ id: places.length, next: undefined, repeats: number > 0 && characters.length === 0 });
      }
    }
  }
  return places;
}

function step(places: readonly Place[], open: readonly number[], character: string): readonly number[] {
  const reached = new Set<number>();
  for (const id of open) {
    const place = places[id];
    if (place === undefined) continue;
    if (place.repeats) reached.add(id);
    if (place.next === character) reached.add(id + 1);
  }
  return [...reached].sort((one, other) => one - other);
}

/** The most places that any value keeps open at once. */
function complexityOf(wildcards: readonly Wildcard[]): number {
  const places = placesOf(wildcards);
  const alphabet = new Set(places.flatMap(({ next }) => (next === undefined ? [] : [next])));
  const starts = wildcards.map((_, index) => placesOf(wildcards.slice(0, index)).length);
  const seen = new Set([starts.join()]);
  const queue: (readonly number[])[] = [starts];
  let worst = 0;
  for (const open of queue) {
    worst = Math.max(worst, open.length);
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
