import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { type Automaton, automatonOf, complement, intersection } from './automata.ts';

const ANY = '[\\s\\S]*';

/**
 * The texts that hold a match of an expression; undefined when the expression is not regular or too large.
 * Anchors and conditions at its ends are understood, others only as far as they can be applied in place.
 */
export function matchAutomaton(source: string, flags = 'u'): Automaton | undefined {
  const alternatives = parsed(source, flags);
  if (alternatives === undefined || flags.includes('m') || flags.includes('y')) return undefined;
  const plain = flags.replaceAll(/[dgs]/g, '') + (flags.includes('s') ? 's' : '');
  const [only] = alternatives;
  if (alternatives.length === 1 && only !== undefined) return conditioned(only, plain);
  return automatonOf(alternatives.map((alternative) => `(?:${whole(alternative.elements)})`).join('|'), plain);
}

function parsed(source: string, flags: string): readonly AST.Alternative[] | undefined {
  const unicode = flags.includes('u');
  try {
    return new RegExpParser().parsePattern(source, 0, source.length, { unicode }).alternatives;
  } catch {
    return undefined;
  }
}

/** A start anchor, then conditions, then the rest: `^(?!X)(?=Y)rest` is all three at once. */
function conditioned(alternative: AST.Alternative, flags: string): Automaton | undefined {
  const [first, ...others] = alternative.elements;
  const conditions = first !== undefined && isAnchor(first, 'start') ? leadingConditions(others) : [];
  const rest = first === undefined ? [] : [first, ...others.slice(conditions.length)];
  let all = automatonOf(whole(rest), flags);
  for (const condition of conditions) {
    const kept = heldBy(condition, flags);
    all = all === undefined || kept === undefined ? undefined : intersection(all, kept);
  }
  return all;
}

function leadingConditions(elements: readonly AST.Element[]): readonly AST.LookaheadAssertion[] {
  const end = elements.findIndex((element) => !isLookahead(element));
  return elements.slice(0, end === -1 ? elements.length : end).filter(isLookahead);
}

/** The texts from whose start a condition holds. */
function heldBy(condition: AST.LookaheadAssertion, flags: string): Automaton | undefined {
  const branches = condition.alternatives.map((branch) => `(?:${tailed(branch.elements)})`);
  const texts = automatonOf(branches.join('|'), flags);
  return texts !== undefined && condition.negate ? complement(texts) : texts;
}

function isLookahead(element: AST.Element): element is AST.LookaheadAssertion {
  return element.type === 'Assertion' && element.kind === 'lookahead';
}

function isAnchor(element: AST.Element | undefined, kind: 'start' | 'end'): boolean {
  return element?.type === 'Assertion' && element.kind === kind;
}

/** An expression for the whole text in which the elements match somewhere. */
function whole(elements: readonly AST.Element[]): string {
  return isAnchor(elements[0], 'start') ? tailed(elements.slice(1)) : `${ANY}${tailed(elements)}`;
}

function tailed(elements: readonly AST.Element[]): string {
  const ends = isAnchor(elements.at(-1), 'end');
  const texts = (ends ? elements.slice(0, -1) : elements).map(({ raw }) => raw);
  return `${texts.join('')}${ends ? '' : ANY}`;
}
