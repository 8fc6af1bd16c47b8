import ts from 'typescript';
import type { FileTree } from '@tidings/event-schemas';
import type { EventPath } from '../contracts/contract-folder.ts';
import type { SourceProblem } from './consumer.ts';
import { bare, type ContractImports, contractImports, importedAs } from './typescript-syntax.ts';

const PUBLISHER_MODULE = '@tidings/messaging';

/** What a service's code hands to its publisher, or why that cannot be read. */
export interface PublishedContracts {
  readonly file: string;
  /** Line of the list, from 1. */
  readonly line: number;
  readonly events: readonly EventPath[];
  readonly problem?: SourceProblem;
}

/** Where a service makes its publisher. */
export function compositionFile(service: string): string {
  return `services/${service}/src/composition.ts`;
}

/**
 * The contracts that a service's code publishes, from the text of its composition: `contracts` of `makePublisher`, a list or
 * the name of one in the same file. `undefined` when it makes no publisher.
 */
export function publishedContracts(tree: FileTree, service: string): PublishedContracts | undefined {
  const file = compositionFile(service);
  const source = ts.createSourceFile(file, tree.read(file) ?? '', ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const names = importedAs(source, PUBLISHER_MODULE, 'makePublisher');
  const call = findNode(source, (node) => isCallOf(node, names));
  if (call === undefined) return undefined;
  const contracts = contractImports(source);
  const list = listOf(source, contractsOption(call));
  const events = list?.elements.map((element) => eventOf(element, contracts));
  const line = source.getLineAndCharacterOfPosition((list ?? call).getStart(source)).line + 1;
  if (events === undefined || !events.every((event) => event !== undefined)) {
    const problem =
      'what it publishes cannot be told without running it: write contracts: [orderPlaced, …], of imported contracts';
    return { file, line, events: [], problem: { file, line, problem } };
  }
  return { file, line, events };
}

function isCallOf(node: ts.Node, names: readonly string[]): node is ts.CallExpression {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && names.includes(node.expression.text);
}

function contractsOption(call: ts.CallExpression): ts.Expression | undefined {
  const options = call.arguments.find((argument) => ts.isObjectLiteralExpression(argument));
  for (const property of options?.properties ?? []) {
    if (property.name === undefined || property.name.getText() !== 'contracts') continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  return undefined;
}

function listOf(source: ts.SourceFile, value: ts.Expression | undefined): ts.ArrayLiteralExpression | undefined {
  const given = value === undefined ? undefined : bare(value);
  const list = given !== undefined && ts.isIdentifier(given) ? constantNamed(source, given.text) : given;
  return list !== undefined && ts.isArrayLiteralExpression(list) ? list : undefined;
}

function constantNamed(source: ts.SourceFile, name: string): ts.Expression | undefined {
  const isIt = (node: ts.Node): node is ts.VariableDeclaration =>
    ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name;
  const initializer = findNode(source, isIt)?.initializer;
  return initializer === undefined ? undefined : bare(initializer);
}

function eventOf(element: ts.Expression, contracts: ContractImports): EventPath | undefined {
  return ts.isIdentifier(element) ? contracts.get(element.text) : undefined;
}

function findNode<Node extends ts.Node>(root: ts.Node, isWanted: (node: ts.Node) => node is Node): Node | undefined {
  const visit = (node: ts.Node): Node | undefined => (isWanted(node) ? node : ts.forEachChild(node, visit));
  return visit(root);
}
