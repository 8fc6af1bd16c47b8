import type { EventPath } from '../contracts/contract-folder.ts';
import type { Consumer, DeclaredReading, SourceProblem } from './consumer.ts';
import { eventOfModule, type PythonImport, pythonImports, splitAtCommas } from './python-imports.ts';
import { pythonStrays } from './python-strays.ts';
import { bracketStep, type PythonToken, pythonTokens } from './python-tokens.ts';
import type { HandlerSource } from './typescript-readings.ts';

const WRITE_LITERALS =
  'write it in the call, as literals: consume([order_placed.v1.reading("orderId", "lines.sku")], …)';

const WHOLE = /^(\w+)\.v([1-9]\d{0,5})$/;
const READING = /^(\w+)\.v([1-9]\d{0,5})\.reading$/;

interface Scope {
  readonly file: string;
  readonly contracts: ReadonlyMap<string, EventPath>;
}

/**
 * Reads what a Python handler declares to read, from its text alone: the first argument of each call of `consume`.
 * What it may read besides is a problem.
 * `undefined` when the handler consumes no events.
 */
export function pythonConsumer({ name, file, text }: HandlerSource): Consumer | undefined {
  const tokens = pythonTokens(text);
  const imports = pythonImports(tokens);
  const consume = new Set(imports.flatMap((each) => (isConsume(each) ? [each.local] : [])));
  const contracts = contractsOf(imports);
  const calls = callsOf(tokens, consume);
  const declaring = new Set(calls.flatMap(readingsOf));
  const strays = pythonStrays({ file, tokens, consume, contracts: contractNames(imports), declaring });
  if (consume.size === 0 && strays.length === 0) return undefined;
  const found = calls.flatMap((call) => readCall({ file, contracts }, call));
  const none =
    calls.length + strays.length === 0
      ? [{ file, line: 1, problem: 'imports consume and calls it nowhere: call it, or leave the import out' }]
      : [];
  return {
    name,
    file,
    readings: found.flatMap((each) => ('event' in each ? [each] : [])),
    problems: [...none, ...strays, ...found.flatMap((each) => ('event' in each ? [] : [each]))],
    imports: [...new Set(contracts.values())],
  };
}

/** Names of the contracts themselves: a module has the types of their data beside. */
function contractNames(imports: readonly PythonImport[]): ReadonlySet<string> {
  const contracts = imports.filter(
    ({ module, exported }) => eventOfModule(module) !== undefined && module.endsWith(`.${exported}`),
  );
  return new Set(contracts.map(({ local }) => local));
}

/** The first argument of a call. */
function readingsOf(call: readonly PythonToken[]): readonly PythonToken[] {
  return splitAtCommas(insideBrackets(call))[0] ?? [];
}

function isConsume({ module, exported }: PythonImport): boolean {
  return exported === 'consume' && /^tidings(\.|$)/.test(module);
}

function contractsOf(imports: readonly PythonImport[]): ReadonlyMap<string, EventPath> {
  const contracts = new Map<string, EventPath>();
  for (const { module, local } of imports) {
    const event = eventOfModule(module);
    if (event !== undefined) contracts.set(local, event);
  }
  return contracts;
}

/** The tokens of each call, from its opening bracket on. */
function callsOf(tokens: readonly PythonToken[], names: ReadonlySet<string>): readonly (readonly PythonToken[])[] {
  return tokens.flatMap((token, index) => {
    const isCall = token.kind === 'name' && names.has(token.text) && tokens[index + 1]?.text === '(';
    return isCall && tokens[index - 1]?.text !== 'def' ? [tokens.slice(index + 1)] : [];
  });
}

function readCall(scope: Scope, call: readonly PythonToken[]): readonly (DeclaredReading | SourceProblem)[] {
  const argument = readingsOf(call);
  const elements = listed(argument, '[(');
  if (elements !== undefined) return elements.map((element) => readElement(scope, element));
  const line = (argument[0] ?? call[0])?.line ?? 1;
  return [{ file: scope.file, line, problem: `what it reads is not a list: ${WRITE_LITERALS}` }];
}

function readElement({ file, contracts }: Scope, element: readonly PythonToken[]): DeclaredReading | SourceProblem {
  const line = element[0]?.line ?? 1;
  const problem = `what it reads cannot be told without running it: ${WRITE_LITERALS}`;
  return readingOf(element, contracts) ?? { file, line, problem };
}

/** `order_placed.v1.reading("orderId")`, or `order_placed.v1`, which takes all of the data. */
function readingOf(element: readonly PythonToken[], contracts: Scope['contracts']): DeclaredReading | undefined {
  const bracket = element.findIndex(({ kind, text }) => kind === 'operator' && text === '(');
  if (bracket === -1) return declared(versionOf(element, WHOLE, contracts), ['']);
  return declared(versionOf(element.slice(0, bracket), READING, contracts), literals(element.slice(bracket)));
}

type Version = Omit<DeclaredReading, 'fields'>;

function declared(version: Version | undefined, fields: readonly string[] | undefined): DeclaredReading | undefined {
  return version === undefined || fields === undefined ? undefined : { ...version, fields };
}

function versionOf(
  callee: readonly PythonToken[],
  spelling: RegExp,
  contracts: Scope['contracts'],
): Version | undefined {
  const spelled = callee.map(({ kind, text }) => (kind === 'string' ? ' ' : text)).join('');
  const [, name = '', version] = spelling.exec(spelled) ?? [];
  const event = contracts.get(name);
  return event === undefined ? undefined : { event, version: Number(version), line: callee[0]?.line ?? 1 };
}

function literals(call: readonly PythonToken[]): readonly string[] | undefined {
  const fields = listed(call, '(');
  const areLiterals = fields?.every(([field, ...more]) => field?.kind === 'string' && more.length === 0) ?? false;
  return areLiterals ? fields?.map(([field]) => field?.text ?? '') : undefined;
}

/** The elements of a list that is all of the tokens and opens with one of these brackets. */
function listed(tokens: readonly PythonToken[], brackets: string): readonly (readonly PythonToken[])[] | undefined {
  const [first] = tokens;
  if (first?.kind !== 'operator' || first.text === '' || !brackets.includes(first.text)) return undefined;
  const inside = insideBrackets(tokens);
  return inside.length + 2 === tokens.length ? splitAtCommas(inside) : undefined;
}

/** What stands between an opening bracket, the first token, and its closing one. */
function insideBrackets(tokens: readonly PythonToken[]): readonly PythonToken[] {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    depth += bracketStep(token);
    if (depth === 0) return tokens.slice(1, index);
  }
  return [];
}
