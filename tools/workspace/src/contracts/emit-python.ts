import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ContractSource, ContractVersionSource, SchemaModel } from '@tidings/event-schemas';
import { pythonDocstring, pythonLiteral } from './emit-python-literal.ts';
import { pythonSchema } from './emit-python-schema.ts';
import { emitTypedDicts } from './emit-python-types.ts';

/** A version, and what the generator has found out about it. */
interface PythonVersion {
  readonly source: ContractVersionSource;
  /** The earliest version whose readers understand its data. */
  readonly readableFrom: number;
  /** The fields that readers of an earlier version do not understand, by that version. */
  readonly unreadable: ReadonlyMap<number, readonly string[]>;
  readonly examples: readonly unknown[];
}

/**
 * The Python module that a contract is imported as: `from tidings_contracts.<owner>.<event> import <event>`.
 * @throws {ContractSourceError} a schema uses what Python readers do not understand.
 */
export function emitPython(contract: ContractSource, judged: readonly PythonVersion[]): string {
  const { owner, type, versions } = contract;
  const upcasts = versions.filter((each) => hasPythonUpcast(contract, each)).map(({ version }) => version);
  const types = versions.map(({ version, model }) => emitTypedDicts(`${type}V${version}`, model));
  return [
    pythonDocstring(versions.at(-1)?.model.description ?? '', ''),
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
    ...judged.map((each) => emitDefinition(contract, each, upcasts)),
    '    ),',
    ')',
    '',
  ].join('\n');
}

/** The Python module of the envelope's schema. */
export function emitPythonEnvelope(model: SchemaModel, file: string): string {
  return [
    pythonDocstring(model.description, ''),
    'from tidings.checks import Schema\n',
    `ENVELOPE_SCHEMA: Schema = ${pythonLiteral(pythonSchema(model, file))}`,
    '',
  ].join('\n');
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

function unreadableEntry([version, fields]: readonly [number, readonly string[]]): string {
  return `${version}: ${pythonLiteral(fields)}`;
}

function emitDefinition(
  { folder }: ContractSource,
  { source: { version, model, hasUpcast }, readableFrom, unreadable, examples }: PythonVersion,
  upcasts: readonly number[],
): string {
  const indent = ' '.repeat(12);
  const hasPython = upcasts.includes(version);
  const file = join(folder, `v${version}.schema.json`);
  const lines = [
    `version=${version},`,
    `readable_from=${readableFrom},`,
    ...(unreadable.size === 0 ? [] : [`unreadable={${[...unreadable].map(unreadableEntry).join(', ')}},`]),
    `schema=${pythonLiteral(pythonSchema(model, file), indent)},`,
    `examples=${pythonLiteral(examples, indent)},`,
    ...(hasPython ? [`upcast=upcast_v${version},`] : []),
    ...(hasUpcast && !hasPython ? ['upcast_is_missing=True,'] : []),
  ];
  return `        Definition(\n${lines.map((line) => `${indent}${line}\n`).join('')}        ),`;
}
