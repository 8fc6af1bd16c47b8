import ts from 'typescript';
import { CONSUME_MODULE, CONTRACT_MODULE, bare, isNamedImport } from './typescript-syntax.ts';

/** A place where something is read, or may be, that no declaration tells. */
export interface Stray {
  readonly node: ts.Node;
  readonly problem: string;
}

/** The names by which a handler's file declares what it reads. */
export interface DeclaringNames {
  /** Those of `consume`. */
  readonly consume: readonly string[];
  /** Those of contracts. */
  readonly contracts: ReadonlySet<string>;
}

const BY_NAME = 'is not imported by name, so that what it reads cannot be told: write import { … } from it';
const NOT_CALLED =
  'consume is passed on instead of called, so that what it reads cannot be told: call it where it stands';
const OUTSIDE =
  'a contract is read outside the list that consume is given, so that what is read cannot be told: declare it there';

/** Uses of `consume` and of contracts by which a handler could read what its declarations do not say. */
export function straysIn(source: ts.SourceFile, names: DeclaringNames): readonly Stray[] {
  const strays: Stray[] = [];
  const visit = (node: ts.Node): void => {
    const problem = problemOf(node, names);
    if (problem !== undefined) strays.push({ node, problem });
    for (const child of childrenOf(node, names)) visit(child);
  };
  visit(source);
  return strays;
}

function problemOf(node: ts.Node, names: DeclaringNames): string | undefined {
  if (ts.isIdentifier(node)) return isReference(node) ? problemOfName(node, names) : undefined;
  const module = importedModule(node);
  if (module === undefined || isNamedImport(node)) return undefined;
  return module === CONSUME_MODULE || CONTRACT_MODULE.test(module) ? `${module} ${BY_NAME}` : undefined;
}

/** Whether a call is one of `consume`, whatever stands around its name. */
export function isCallOf(node: ts.Node, consume: readonly string[]): node is ts.CallExpression {
  if (!ts.isCallExpression(node)) return false;
  const callee = bare(node.expression);
  return ts.isIdentifier(callee) && consume.includes(callee.text);
}

/** What stands inside a node, without types, imports, and the list of readings, which is judged by itself. */
function childrenOf(node: ts.Node, { consume }: DeclaringNames): readonly ts.Node[] {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return [];
  if (isCallOf(node, consume)) return node.arguments.slice(1);
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return children;
}

/** The module that a statement, or a call of `import` or `require`, imports. */
function importedModule(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (!ts.isCallExpression(node)) return undefined;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  return isImport || isRequire ? textOf(node.arguments[0]) : undefined;
}

function textOf(node: ts.Expression | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** Whether a name stands for a value, and is not that of a member or of what is declared here. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent) || ts.isExportSpecifier(parent)) return true;
  return !('name' in parent && parent.name === node);
}

function problemOfName(node: ts.Identifier, { consume, contracts }: DeclaringNames): string | undefined {
  if (consume.includes(node.text)) return NOT_CALLED;
  if (!contracts.has(node.text)) return undefined;
  const { parent } = node;
  const isOther = ts.isPropertyAccessExpression(parent) && !/^v\d+$/.test(parent.name.text);
  return isOther ? undefined : OUTSIDE;
}
