import type { CharSet, NoParent } from 'refa';
import type { Concatenation, Element, Expression, Quantifier } from 'refa';

/** The places of characters in an expression, and which may stand after which. */
export interface PatternPositions {
  readonly characters: readonly CharSet[];
  /** For each place those that may follow, and in how many ways the expression leads there. */
  readonly following: readonly ReadonlyMap<number, number>[];
  /** Whether a repetition has no end, or one that is far. */
  readonly isEndless: boolean;
}

/** A part of an expression: where it may begin and end, and whether it may match nothing. */
interface Part {
  readonly nullable: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

/** An expression has more places than are looked at. */
export class TooManyPositionsError extends Error {
  override readonly name = 'TooManyPositionsError';
}

const MAX_POSITIONS = 300;
/**
 * Repetitions of a plain sequence up to this many are written out; others are looked at as if they had no end, since
 * repetitions inside one another soon come to as many ways.
 */
const MAX_WRITTEN_OUT = 64;
/** A repetition of more than so many counts as one without end. */
const MAX_LONG = 1_000;
const NOTHING: Part = { nullable: true, first: [], last: [] };

/**
 * Finds the places of an expression, as Glushkov's construction does, and counts the ways from one to the next.
 * @throws {TooManyPositionsError} there are more than 300.
 */
export function patternPositions(expression: NoParent<Expression>): PatternPositions {
  const places = new Places();
  places.alternatives(expression.alternatives);
  const { characters, following, isEndless } = places;
  return { characters, following, isEndless };
}

class Places {
  readonly characters: CharSet[] = [];
  readonly following: Map<number, number>[] = [];
  isEndless = false;

  alternatives(all: readonly NoParent<Concatenation>[]): Part {
    const parts = all.map((each) => this.sequence(each.elements.map((element) => () => this.element(element))));
    return {
      nullable: parts.some(({ nullable }) => nullable),
      first: parts.flatMap(({ first }) => first),
      last: parts.flatMap(({ last }) => last),
    };
  }

  sequence(elements: readonly (() => Part)[]): Part {
    let whole = NOTHING;
    for (const element of elements) {
      const next = element();
      this.connect(whole.last, next.first);
      whole = {
        nullable: whole.nullable && next.nullable,
        first: whole.nullable ? [...whole.first, ...next.first] : whole.first,
        last: next.nullable ? [...whole.last, ...next.last] : next.last,
      };
    }
    return whole;
  }

  element(element: NoParent<Element>): Part {
    switch (element.type) {
      case 'CharacterClass':
        return this.character(element.characters);
      case 'Alternation':
        return this.alternatives(element.alternatives);
      case 'Quantifier':
        return this.repetition(element);
      case 'Assertion':
        this.alternatives(element.alternatives); // has places of its own, and takes none of the text
        return NOTHING;
      case 'Unknown':
        return NOTHING;
    }
  }

  repetition(quantifier: NoParent<Quantifier>): Part {
    const { alternatives, min, max } = quantifier;
    const [only, ...others] = alternatives;
    if (max === 0 || only === undefined) return NOTHING;
    if (max > MAX_WRITTEN_OUT || others.length > 0 || !isPlain(only)) return this.circle(quantifier);
    const body = (): Part => this.alternatives(alternatives);
    const copies = Array.from({ length: min }, () => body);
    return this.sequence(max === min ? copies : [...copies, () => this.upTo(max - min, body)]);
  }

  circle({ alternatives, min, max }: NoParent<Quantifier>): Part {
    this.isEndless ||= max > MAX_LONG;
    const part = this.alternatives(alternatives);
    if (max > 1) this.connect(part.last, part.first);
    return min === 0 ? { ...part, nullable: true } : part;
  }

  /** Each further one inside the one before, so that there is one way to have so many. */
  upTo(count: number, body: () => Part): Part {
    const more = count > 1 ? [() => this.upTo(count - 1, body)] : [];
    return { ...this.sequence([body, ...more]), nullable: true };
  }

  character(characters: CharSet): Part {
    const place = this.characters.push(characters) - 1;
    if (place >= MAX_POSITIONS) throw new TooManyPositionsError();
    this.following.push(new Map());
    return { nullable: false, first: [place], last: [place] };
  }

  connect(from: readonly number[], to: readonly number[]): void {
    for (const one of from) {
      const ways = this.following[one];
      for (const next of to) ways?.set(next, (ways.get(next) ?? 0) + 1);
    }
  }
}

/** Whether a sequence always has the same number of characters, one after the other. */
function isPlain({ elements }: NoParent<Concatenation>): boolean {
  return elements.every((element) => {
    if (element.type === 'Quantifier') return element.min === element.max && element.alternatives.every(isPlain);
    return element.type !== 'Alternation' || (element.alternatives.length === 1 && element.alternatives.every(isPlain));
  });
}
