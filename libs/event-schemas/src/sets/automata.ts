import { DFA, JS, NFA, Transformers, isDisjointWith, transform } from 'refa';

/** The texts that an automaton takes. Code points are its characters, as in expressions with the flag `u`. */
export type Automaton = DFA;

/** States an automaton may have; building more costs too much. */
const MAX_STATES = 4000;
const MAX_PRODUCT = 40_000;
const LOOSE = { ignoreAmbiguity: true, ignoreOrder: true };

/** Undefined when the automaton would be too large, or cannot be built. */
function attempt<T>(build: () => T): T | undefined {
  try {
    return build();
  } catch {
    return undefined;
  }
}

const states = (): DFA.LimitedNodeFactory => new DFA.LimitedNodeFactory(MAX_STATES);

/** All texts that an expression matches from their first to their last character. */
export function automatonOf(source: string, flags: string): Automaton | undefined {
  return attempt(() => {
    const parser = JS.Parser.fromLiteral({ source, flags });
    const { expression, maxCharacter } = parser.parse({ backreferences: 'throw', assertions: 'parse' });
    const applied = transform(Transformers.applyAssertions(LOOSE), expression);
    const simple = transform(Transformers.simplify(LOOSE), applied);
    const factory = new NFA.LimitedNodeFactory(MAX_STATES);
    return smallest(DFA.fromFA(NFA.fromRegex(simple, { maxCharacter }, { assertions: 'throw' }, factory), states()));
  });
}

/** Texts of a number of characters; `max` may be infinite. */
export function lengthAutomaton(min: number, max: number): Automaton | undefined {
  if (min > MAX_STATES || (max !== Infinity && max > MAX_STATES)) return undefined;
  return automatonOf(`[\\s\\S]{${min},${max === Infinity ? '' : max}}`, 'u');
}

function smallest(automaton: DFA): DFA {
  automaton.minimize();
  return automaton;
}

/** Texts that both take. */
export function intersection(a: Automaton, b: Automaton): Automaton | undefined {
  return attempt(() => smallest(DFA.fromIntersection(a, b, states())));
}

/** Texts that it does not take. */
export function complement(automaton: Automaton): Automaton | undefined {
  return attempt(() => {
    const copy = automaton.copy(states());
    copy.complement();
    return smallest(copy);
  });
}

/** Whether no text is taken by both; undefined when that costs too much. */
export function areDisjoint(a: Automaton, b: Automaton): boolean | undefined {
  return attempt(() => isDisjointWith(a, b, MAX_PRODUCT));
}

/** Whether all texts of the one are taken by the other; undefined when that costs too much. */
export function isWithin(a: Automaton, b: Automaton): boolean | undefined {
  const outside = complement(b);
  return outside === undefined ? undefined : areDisjoint(a, outside);
}

/** Fewest and most characters of the texts that it takes; undefined when it takes none. */
export function lengthsOf(automaton: Automaton): { readonly min: number; readonly max: number } | undefined {
  if (automaton.isEmpty) return undefined;
  return { min: shortest(automaton), max: automaton.isFinite ? longest(automaton) : Infinity };
}

function shortest(automaton: Automaton): number {
  let level = new Set([automaton.initial]);
  for (let length = 0; ; length += 1) {
    if ([...level].some((node) => automaton.finals.has(node))) return length;
    level = new Set([...level].flatMap((node) => [...node.out.values()]));
  }
}

/** Its graph has no cycle on the way to an end, because what leads nowhere is taken out. */
function longest(automaton: Automaton): number {
  const copy = automaton.copy();
  copy.removeUnreachable();
  let level = new Set([copy.initial]);
  let most = 0;
  for (let length = 0; level.size > 0 && length <= MAX_STATES; length += 1) {
    if ([...level].some((node) => copy.finals.has(node))) most = length;
    level = new Set([...level].flatMap((node) => [...node.out.values()]));
  }
  return level.size > 0 ? Infinity : most;
}

/** Whether an automaton takes a text. Reads each character once. */
export function accepts(automaton: Automaton, text: string): boolean {
  let node: DFA.Node | undefined = automaton.initial;
  for (const character of text) {
    node = node.out.get(character.codePointAt(0) ?? 0);
    if (node === undefined) return false;
  }
  return automaton.finals.has(node);
}
