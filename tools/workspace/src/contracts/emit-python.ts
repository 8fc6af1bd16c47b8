import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ContractSource, ContractVersionSource, Schema } from '@tidings/event-schemas';
import { pythonDocstring, pythonLiteral } from './emit-python-literal.ts';
import { pythonSchema } from './emit-python-schema.ts';
import { emitTypedDicts } from './emit-python-types.ts';

/**
 * The Python module that a contract is imported as: `from tidings_contracts.<owner>.<event> import <event>`.
 * @throws {ContractSourceError} a schema uses what Python readers do not understand.
 */
export function emitPython(contract: ContractSource, readableFrom: readonly number[]): string {
  const { owner, type, versions } = contract;
  const upcasts = versions.filter((each) => hasPythonUpcast(contract, each)).map(({ version }) => version);
  const types = versions.map(({ version, schema }) => emitTypedDicts(`${type}V${version}`, schema));
  return [
    pythonDocstring(versions.at(-1)?.schema.description ?? '', ''),
    ...typingImports(types.join('\n')),
    'from tidings.contract import Contract, ContractVersion, Definition',
    ...upcasts.map((version) => `from .upcast_v${version} import upcast as upcast_v${version}`),
    '',
    ...types.map((each) => `\n${each}`),
    `\nclass ${type}Contract(Contract):`,
    `    """The versions of ${type}, with the type of their data."""\n`,
    ...versions.map(({ version }) => `    v${version}: ContractVersion[${type}V${version}]`),
    `\n\n${pythonName(contract.event)} = ${type}Contract(`,
    `    source=${JSON.stringify(owner)},`,
    `    type=${JSON.stringify(type)},`,
    '    definitions=(',
    ...versions.map((each, index) =>
      emitDefinition(contract, each, { readableFrom: readableFrom[index] ?? each.version, upcasts }),
    ),
    '    ),',
    ')',
    '',
  ].join('\n');
}

/** The Python module of the envelope's schema. */
export function emitPythonEnvelope(schema: Schema, file: string): string {
  const words = pythonDocstring(schema.description ?? '', '');
  return `${words}\nfrom tidings.checks import Schema\n\nENVELOPE_SCHEMA: Schema = ${pythonLiteral(pythonSchema(schema, file))}\n`;
}

/** `order-placed` → `order_placed`. */
export function pythonName(kebab: string): string {
  return kebab.replaceAll('-', '_');
}

function hasPythonUpcast({ folder }: ContractSource, { version }: ContractVersionSource): boolean {
  return existsSync(join(folder, `upcast_v${version}.py`));
}

function typingImports(types: string): readonly string[] {
  const names = ['Literal', 'NotRequired', 'TypeAlias', 'TypedDict', 'Union'].filter((name) =>
    new RegExp(`\\b${name}\\b`, 'u').test(types),
  );
  return [`from typing import ${names.join(', ')}\n`];
}

function emitDefinition(
  { folder }: ContractSource,
  { version, schema, example, hasUpcast }: ContractVersionSource,
  { readableFrom, upcasts }: { readonly readableFrom: number; readonly upcasts: readonly number[] },
): string {
  const indent = ' '.repeat(12);
  const hasPython = upcasts.includes(version);
  const file = join(folder, `v${version}.schema.json`);
  const lines = [
    `version=${version},`,
    `readable_from=${readableFrom},`,
    `schema=${pythonLiteral(pythonSchema(schema, file), indent)},`,
    `examples=${pythonLiteral([example], indent)},`,
    ...(hasPython ? [`upcast=upcast_v${version},`] : []),
    ...(hasUpcast && !hasPython ? ['upcast_is_missing=True,'] : []),
  ];
  return `        Definition(\n${lines.map((line) => `${indent}${line}\n`).join('')}        ),`;
}
