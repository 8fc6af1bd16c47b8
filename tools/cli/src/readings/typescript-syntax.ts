import ts from 'typescript';
import type { EventPath } from '../contracts/contract-folder.ts';

/** Local names of contracts: `orderPlaced` → `orders/order-placed`. */
export type ContractImports = ReadonlyMap<string, EventPath>;

/** The module that exports `consume`. */
export const CONSUME_MODULE = '@tidings/messaging';

/** A module that exports a contract, and which. */
export const CONTRACT_MODULE: RegExp = /^@tidings\/events\/([^/]+\/[^/]+)$/;

interface NamedImport {
  readonly module: string;
  readonly exported: string;
  readonly local: string;
}

/** The contracts that a file imports, by the names it gives them. */
export function contractImports(source: ts.SourceFile): ContractImports {
  const contracts = new Map<string, EventPath>();
  for (const { module, local } of namedImports(source)) {
    const event = CONTRACT_MODULE.exec(module)?.[1];
    if (event !== undefined) contracts.set(local, event);
  }
  return contracts;
}

/** The names under which a file imports something from a module. */
export function importedAs(source: ts.SourceFile, from: string, name: string): readonly string[] {
  return namedImports(source).flatMap(({ module, exported, local }) =>
    module === from && exported === name ? [local] : [],
  );
}

/** Whether an import names what it takes, or takes types alone, or nothing. */
export function isNamedImport(node: ts.Node): boolean {
  if (!ts.isImportDeclaration(node)) return false;
  const { importClause } = node;
  if (importClause === undefined || importClause.isTypeOnly) return true;
  const names = importClause.namedBindings;
  const isWhole = names !== undefined && ts.isNamespaceImport(names);
  const takesDefault = importClause.name !== undefined || namesIn(importClause).includes('default');
  return !isWhole && !takesDefault;
}

function namesIn({ namedBindings }: ts.ImportClause): readonly string[] {
  if (namedBindings === undefined || !ts.isNamedImports(namedBindings)) return [];
  return namedBindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

function namedImports(source: ts.SourceFile): readonly NamedImport[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const module = statement.moduleSpecifier.text;
    const names = statement.importClause?.namedBindings;
    if (names === undefined || !ts.isNamedImports(names) || statement.importClause?.isTypeOnly === true) return [];
    const values = names.elements.filter(({ isTypeOnly }) => !isTypeOnly);
    return values.map(({ name, propertyName }) => ({
      module,
      exported: (propertyName ?? name).text,
      local: name.text,
    }));
  });
}

/** An expression without parentheses, `as`, `satisfies` and `!` around it. */
export function bare(expression: ts.Expression): ts.Expression {
  if (ts.isParenthesizedExpression(expression) || ts.isNonNullExpression(expression))
    return bare(expression.expression);
  if (ts.isAsExpression(expression) || ts.isSatisfiesExpression(expression)) return bare(expression.expression);
  return expression;
}
