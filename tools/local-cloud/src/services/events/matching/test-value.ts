import { isInRange, parseAddress } from './address-range.ts';
import { foldCase } from './predicate.ts';
import type { NumberRange, Predicate, Scalar } from './predicate.ts';
import { fitsWildcard } from './wildcard.ts';

type TextPredicate = Extract<
  Predicate,
  {
    kind:
      | 'prefix'
      | 'prefix-ignore-case'
      | 'suffix'
      | 'suffix-ignore-case'
      | 'equals-ignore-case'
      | 'wildcard'
      | 'address';
  }
>;

type FoldedPredicate = Extract<TextPredicate, { readonly folded: string }>;

function testFolded({ kind, folded }: FoldedPredicate, text: string): boolean {
  if (kind === 'prefix-ignore-case') return text.startsWith(folded);
  return kind === 'suffix-ignore-case' ? text.endsWith(folded) : text === folded;
}

function testText(predicate: TextPredicate, text: string): boolean {
  switch (predicate.kind) {
    case 'prefix':
      return text.startsWith(predicate.text);
    case 'suffix':
      return text.endsWith(predicate.text);
    case 'wildcard':
      return fitsWildcard(predicate.wildcard, text);
    case 'address': {
      const address = parseAddress(text);
      return address !== undefined && isInRange(predicate.range, address);
    }
    default:
      return testFolded(predicate, foldCase(text));
  }
}

const isBetween = ({ low, lowOpen, high, highOpen }: NumberRange, value: Scalar): boolean =>
  typeof value === 'number' && (lowOpen ? value > low : value >= low) && (highOpen ? value < high : value <= high);

/**
 * Whether a value that is there satisfies the predicate. Text operators hold for strings only, ranges for numbers only, and
 * anything-but for whatever it does not name. `absent` never holds: there is a value.
 */
export function testValue(predicate: Predicate, value: Scalar): boolean {
  switch (predicate.kind) {
    case 'equals':
      return value === predicate.value;
    case 'range':
      return isBetween(predicate, value);
    case 'present':
    case 'absent':
      return predicate.kind === 'present';
    case 'none-of':
      return !predicate.values.has(value);
    case 'not':
      return !testAny(predicate.any, value);
    default:
      return typeof value === 'string' && testText(predicate, value);
  }
}

export const testAny = (predicates: readonly Predicate[], value: Scalar): boolean => {
  for (const predicate of predicates) if (testValue(predicate, value)) return true;
  return false;
};
