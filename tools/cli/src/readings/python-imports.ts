import type { EventPath } from '../contracts/contract-folder.ts';
import { kebabCase } from './consumer.ts';
import { bracketStep, type PythonToken } from './python-tokens.ts';

/** A name that a Python file imports: `from <module> import <exported> as <local>`. */
export interface PythonImport {
  readonly module: string;
  readonly exported: string;
  readonly local: string;
}

/** Every name that a file imports from a module, wherever the statement stands. */
export function pythonImports(tokens: readonly PythonToken[]): readonly PythonImport[] {
  return tokens.flatMap((token, index) => {
    const opens = token.kind === 'name' && token.text === 'from' && opensStatement(tokens, index);
    return opens ? importsOf(tokens.slice(index + 1)) : [];
  });
}

function opensStatement(tokens: readonly PythonToken[], index: number): boolean {
  const before = tokens[index - 1];
  return before === undefined || before.kind === 'newline' || before.text === ';' || before.text === ':';
}

function importsOf(rest: readonly PythonToken[]): readonly PythonImport[] {
  const end = rest.findIndex(({ kind }) => kind === 'newline');
  const statement = (end === -1 ? rest : rest.slice(0, end)).filter(({ text }) => text !== '(' && text !== ')');
  const keyword = statement.findIndex(({ kind, text }) => kind === 'name' && text === 'import');
  if (keyword === -1) return [];
  const module = wordsOf(statement.slice(0, keyword)).join('');
  return splitAtCommas(statement.slice(keyword + 1)).flatMap((names) => {
    const [exported, as, local] = wordsOf(names);
    if (exported === undefined) return [];
    return [{ module, exported, local: as === 'as' && local !== undefined ? local : exported }];
  });
}

/** Statements that import one of our modules otherwise than by the names that declarations use. */
export function unnamedImports(tokens: readonly PythonToken[]): readonly PythonToken[] {
  return tokens.filter((token, index) => {
    if (token.kind !== 'name' || !opensStatement(tokens, index)) return false;
    if (token.text === 'import') return importsModule(tokens.slice(index + 1));
    return token.text === 'from' && importsOf(tokens.slice(index + 1)).some(isUnnamed);
  });
}

function isUnnamed({ module, exported }: PythonImport): boolean {
  const ours = /^(tidings|tidings_contracts)(\.|$)/.test(module);
  return ours && (exported === '*' || (module.startsWith('tidings_contracts') && eventOfModule(module) === undefined));
}

function importsModule(rest: readonly PythonToken[]): boolean {
  const end = rest.findIndex(({ kind }) => kind === 'newline');
  const modules = splitAtCommas(end === -1 ? rest : rest.slice(0, end));
  return modules.some(([first]) => first?.text === 'tidings' || first?.text === 'tidings_contracts');
}

/** The event whose generated module this is: `tidings_contracts.orders.order_placed` → `orders/order-placed`. */
export function eventOfModule(module: string): EventPath | undefined {
  const [, owner, event] = /^tidings_contracts\.(\w+)\.(\w+)$/.exec(module) ?? [];
  return owner === undefined || event === undefined ? undefined : `${kebabCase(owner)}/${kebabCase(event)}`;
}

/** Splits tokens at the commas that stand in no bracket of theirs; nothing after a trailing comma. */
export function splitAtCommas(tokens: readonly PythonToken[]): readonly (readonly PythonToken[])[] {
  const parts: PythonToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += bracketStep(token);
    if (depth === 0 && token.kind === 'operator' && token.text === ',') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

function wordsOf(tokens: readonly PythonToken[]): readonly string[] {
  return tokens.map(({ text }) => text);
}
