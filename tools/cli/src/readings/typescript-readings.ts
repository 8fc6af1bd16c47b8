import ts from 'typescript';
import { type Consumer, type DeclaredReading, type SourceProblem, WRITE_LITERALS } from './consumer.ts';
import { isCallOf, straysIn } from './typescript-strays.ts';
import { bare, CONSUME_MODULE, type ContractImports, contractImports, importedAs } from './typescript-syntax.ts';

/** One handler's file. */
export interface HandlerSource {
  /** `analytics/project-sales` */
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

interface Found {
  readonly readings: readonly DeclaredReading[];
  readonly problems: readonly SourceProblem[];
}

interface Scope {
  readonly source: ts.SourceFile;
  readonly file: string;
  readonly contracts: ContractImports;
}

/**
 * Reads what a TypeScript handler declares to read, from its text alone: the first argument of each call of `consume`.
 * What it may read besides is a problem.
 * `undefined` when the handler consumes no events.
 */
export function typescriptConsumer({ name, file, text }: HandlerSource): Consumer | undefined {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const consume = importedAs(source, CONSUME_MODULE, 'consume');
  const contracts = contractImports(source);
  const scope = { source, file, contracts };
  const strays = straysIn(source, { consume, contracts: new Set(contracts.keys()) });
  if (consume.length === 0 && strays.length === 0) return undefined;
  const found = callsOf(source, consume).map((call) => readCall(scope, call));
  const none =
    found.length + strays.length === 0
      ? [problemAt(scope, source, 'imports consume and calls it nowhere: call it, or leave the import out')]
      : [];
  const hidden = strays.map(({ node, problem }) => problemAt(scope, node, problem));
  return {
    name,
    file,
    readings: found.flatMap(({ readings }) => readings),
    problems: [...none, ...hidden, ...found.flatMap(({ problems }) => problems)],
    imports: [...new Set(contracts.values())],
  };
}

function callsOf(node: ts.Node, names: readonly string[]): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  const visit = (child: ts.Node): void => {
    if (isCallOf(child, names)) calls.push(child);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return calls;
}

function readCall(scope: Scope, call: ts.CallExpression): Found {
  const [argument] = call.arguments;
  const list = argument === undefined ? undefined : bare(argument);
  if (list === undefined || !ts.isArrayLiteralExpression(list)) {
    return {
      readings: [],
      problems: [problemAt(scope, argument ?? call, `what it reads is not a list: ${WRITE_LITERALS}`)],
    };
  }
  const found = list.elements.map((element) => readElement(scope, bare(element)));
  return {
    readings: found.flatMap((each) => ('event' in each ? [each] : [])),
    problems: found.flatMap((each) => ('event' in each ? [] : [each])),
  };
}

/** `orderPlaced.v1.reading('orderId')`, or `orderPlaced.v1`, which takes all of the data. */
function readElement(scope: Scope, element: ts.Expression): DeclaredReading | SourceProblem {
  if (!ts.isCallExpression(element)) return readVersion(scope, element, ['']);
  const { expression } = element;
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'reading') {
    return problemAt(scope, element, `what it reads is not a reading: ${WRITE_LITERALS}`);
  }
  const fields = element.arguments.map((argument) => bare(argument));
  const stranger = fields.find((field) => !ts.isStringLiteralLike(field));
  if (stranger !== undefined)
    return problemAt(scope, stranger, `a field that it reads is not a literal: ${WRITE_LITERALS}`);
  return readVersion(
    scope,
    bare(expression.expression),
    fields.filter(ts.isStringLiteralLike).map(({ text }) => text),
  );
}

function readVersion(scope: Scope, version: ts.Expression, fields: readonly string[]): DeclaredReading | SourceProblem {
  const unreadable = (): SourceProblem =>
    problemAt(scope, version, `which version it reads cannot be told without running it: ${WRITE_LITERALS}`);
  if (!ts.isPropertyAccessExpression(version)) return unreadable();
  const contract = bare(version.expression);
  const number = /^v([1-9]\d{0,5})$/.exec(version.name.text)?.[1];
  const event = ts.isIdentifier(contract) ? scope.contracts.get(contract.text) : undefined;
  if (number === undefined || event === undefined) return unreadable();
  return { event, version: Number(number), fields, line: lineOf(scope, version) };
}

function problemAt(scope: Scope, node: ts.Node, problem: string): SourceProblem {
  return { file: scope.file, line: lineOf(scope, node), problem };
}

function lineOf({ source }: Scope, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}
