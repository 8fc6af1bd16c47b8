import type { SourceProblem } from './consumer.ts';
import { unnamedImports } from './python-imports.ts';
import type { PythonToken } from './python-tokens.ts';

/** What a Python handler's file says, and where its declarations stand. */
export interface PythonSource {
  readonly file: string;
  readonly tokens: readonly PythonToken[];
  /** Names of `consume`. */
  readonly consume: ReadonlySet<string>;
  /** Names of contracts. */
  readonly contracts: ReadonlySet<string>;
  /** Tokens of the lists that `consume` is given, which are judged by themselves. */
  readonly declaring: ReadonlySet<PythonToken>;
}

const BY_NAME =
  'imports one of our modules without naming what it takes, so that what it reads cannot be told: write from … import consume';
const NOT_CALLED =
  'consume is passed on instead of called, so that what it reads cannot be told: call it where it stands';
const OUTSIDE =
  'a contract is read outside the list that consume is given, so that what is read cannot be told: declare it there';

/** Uses of `consume` and of contracts by which a handler could read what its declarations do not say. */
export function pythonStrays(source: PythonSource): readonly SourceProblem[] {
  const { file, tokens } = source;
  const unnamed = unnamedImports(tokens).map(({ line }) => ({ file, line, problem: BY_NAME }));
  const uses = tokens.flatMap((token, index): readonly SourceProblem[] => {
    const problem = isReference(source, index) ? problemOf(source, index) : undefined;
    return problem === undefined ? [] : [{ file, line: token.line, problem }];
  });
  return [...unnamed, ...uses];
}

/** Whether a name stands for a value here: it is no member of something, nothing that is imported or defined here. */
function isReference({ tokens, declaring }: PythonSource, index: number): boolean {
  const token = tokens[index];
  if (token === undefined || token.kind !== 'name' || declaring.has(token)) return false;
  const before = tokens[index - 1]?.text;
  return before !== '.' && before !== 'def' && !isImported(tokens, index);
}

function isImported(tokens: readonly PythonToken[], index: number): boolean {
  const start = tokens.findLastIndex(({ kind, text }, at) => at < index && (kind === 'newline' || text === ';'));
  return tokens.slice(start + 1, index).some(({ kind, text }) => kind === 'name' && text === 'import');
}

function problemOf({ tokens, consume, contracts }: PythonSource, index: number): string | undefined {
  const [name, next, member] = tokens.slice(index, index + 3).map(({ text }) => text);
  if (name === undefined) return undefined;
  if (consume.has(name)) return next === '(' ? undefined : NOT_CALLED;
  return contracts.has(name) && !isOtherMember(next, member) ? OUTSIDE : undefined;
}

/** Whether what follows a contract's name is a member of it, and not one of its versions. */
function isOtherMember(next: string | undefined, member: string | undefined): boolean {
  return next === '.' && member !== undefined && !/^v\d+$/.test(member);
}
