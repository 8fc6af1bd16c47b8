import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { type CodePoints, complement, pythonClass, pythonCharacter, setOf } from './emit-python-characters.ts';

/** A pattern that has no equal in Python's `re`; `problem` says which part of it. */
export class UntranslatablePatternError extends Error {
  override readonly name = 'UntranslatablePatternError';
  readonly pattern: string;
  readonly problem: string;

  constructor(pattern: string, problem: string) {
    super(`the pattern ${pattern} ${problem}, which has no equal in Python`);
    this.pattern = pattern;
    this.problem = problem;
  }
}

/**
 * The pattern in the syntax of Python's `re`, with the same verdicts as JavaScript's `u` flag gives when it is searched for.
 * Every class of characters is written out, so that Python's own notion of digits, words and white space never counts.
 * @throws {UntranslatablePatternError} it refers back, names properties of Unicode, repeats nothing, or the like.
 */
export function pythonPattern(pattern: string): string {
  const refuse = (problem: string): never => {
    throw new UntranslatablePatternError(pattern, problem);
  };
  const { alternatives } = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(pattern, undefined, undefined, {
    unicode: true,
  });
  return alternativesOf(alternatives, refuse);
}

type Refuse = (problem: string) => never;

function alternativesOf(alternatives: readonly AST.Alternative[], refuse: Refuse): string {
  return alternatives.map(({ elements }) => elements.map((each) => elementOf(each, refuse)).join('')).join('|');
}

function elementOf(element: AST.Element, refuse: Refuse): string {
  if (element.type === 'Assertion') return assertionOf(element, refuse);
  if (element.type === 'Quantifier') return quantifierOf(element, refuse);
  if (element.type === 'Group' || element.type === 'CapturingGroup') return groupOf(element, refuse);
  if (element.type === 'Backreference') return refuse('refers back to a group');
  return element.type === 'Character' ? pythonCharacter(element.value) : pythonClass(codePointsOf(element, refuse));
}

function groupOf(group: AST.Group | AST.CapturingGroup, refuse: Refuse): string {
  if (group.type === 'Group' && group.modifiers !== null) return refuse('changes its flags');
  return `(?:${alternativesOf(group.alternatives, refuse)})`;
}

function assertionOf(assertion: AST.Assertion, refuse: Refuse): string {
  switch (assertion.kind) {
    case 'start':
      return String.raw`\A`;
    case 'end':
      return String.raw`\Z`;
    case 'word':
      // Python's \B is false in an empty text, JavaScript's is true.
      return assertion.negate ? String.raw`(?!\b)` : String.raw`\b`;
    case 'lookahead':
      return `(?${assertion.negate ? '!' : '='}${alternativesOf(assertion.alternatives, refuse)})`;
    case 'lookbehind':
      return refuse('looks behind');
  }
}

function quantifierOf({ element, min, max, greedy }: AST.Quantifier, refuse: Refuse): string {
  if (!alwaysTakesSomething(element)) return refuse('repeats what may be empty');
  const most = max === Number.POSITIVE_INFINITY ? '' : String(max);
  return `(?:${elementOf(element, refuse)}){${min},${most}}${greedy ? '' : '?'}`;
}

function alwaysTakesSomething(element: AST.Element): boolean {
  if (element.type === 'Quantifier') return element.min > 0 && alwaysTakesSomething(element.element);
  if (element.type === 'Group' || element.type === 'CapturingGroup') {
    return element.alternatives.every(({ elements }) => elements.some(alwaysTakesSomething));
  }
  return element.type !== 'Assertion' && element.type !== 'Backreference';
}

type SetOfCharacters = Exclude<
  AST.Element,
  AST.Assertion | AST.Quantifier | AST.Group | AST.CapturingGroup | AST.Backreference
>;

function codePointsOf(element: SetOfCharacters | AST.CharacterClassElement, refuse: Refuse): CodePoints {
  switch (element.type) {
    case 'Character':
      return [[element.value, element.value]];
    case 'CharacterClassRange':
      return [[element.min.value, element.max.value]];
    case 'CharacterSet':
      return element.kind === 'property' ? refuse('names a property of Unicode') : setOf(element);
    case 'CharacterClass': {
      const points = element.elements.flatMap((each) => codePointsOf(each, refuse));
      return element.negate ? complement(points) : points;
    }
    default:
      return refuse('computes with classes');
  }
}
