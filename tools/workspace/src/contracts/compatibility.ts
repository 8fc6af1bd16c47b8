import type { ValidateFunction } from 'ajv/dist/2020.js';
import { compileSchema, contractAjv } from './emit-validator.ts';
import type { ContractSource, ContractVersionSource } from '@tidings/event-schemas';
import type { Schema } from '@tidings/event-schemas';
import { ContractSourceError } from '@tidings/event-schemas';

/**
 * Checks each version's example against its schema, and answers for each version the earliest one whose readers
 * understand its data, judged by the examples.
 * @throws {ContractSourceError} an example is not valid, or a version that the one before it does not fit has no upcaster.
 */
export function readableFrom(contract: ContractSource): readonly number[] {
  const ajv = contractAjv();
  const validators = contract.versions.map(({ version, schema }) =>
    compileSchema(ajv, schema, `${contract.folder}/v${version}.schema.json`),
  );
  const earliest: number[] = [];
  contract.versions.forEach((source, index) => {
    assertValidExample(contract, source, validators[index]);
    assertWholeExample(contract, source);
    assertReached(contract, source, validators[index]);
    const previous = validators[index - 1];
    const isCompatible = previous?.(source.example) === true;
    earliest.push(isCompatible ? (earliest[index - 1] ?? 1) : source.version);
  });
  return earliest;
}

function assertValidExample(
  contract: ContractSource,
  source: ContractVersionSource,
  validate?: ValidateFunction,
): void {
  if (validate === undefined || validate(source.example)) return;
  const problems = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  throw new ContractSourceError(
    `${contract.folder}/v${source.version}.example.json`,
    `does not keep its schema: ${problems.join('; ')}`,
  );
}

/** An example that leaves out an optional field could not show that the field's meaning changed. */
function assertWholeExample({ folder }: ContractSource, { version, schema, example }: ContractVersionSource): void {
  const missing = missingFields(schema, example);
  if (missing.length === 0) return;
  throw new ContractSourceError(`${folder}/v${version}.example.json`, `must show every field: ${missing.join(', ')}`);
}

function missingFields(schema: Schema, value: unknown, path = ''): readonly string[] {
  if (schema.items !== undefined && Array.isArray(value)) {
    const { items } = schema;
    return value.length === 0
      ? [`${path}/0`]
      : value.flatMap((entry, at) => missingFields(items, entry, `${path}/${at}`));
  }
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const child = (value as Readonly<Record<string, unknown>>)[name];
    return child === undefined ? [`${path}/${name}`] : missingFields(field, child, `${path}/${name}`);
  });
}

/** Data of the version before must become data of this one: as it is, or by an upcaster. */
function assertReached(contract: ContractSource, source: ContractVersionSource, validate?: ValidateFunction): void {
  const before = contract.versions[source.version - 2];
  if (before === undefined || before.hasUpcast || validate?.(before.example) === true) return;
  throw new ContractSourceError(
    contract.folder,
    `v${before.version}.example.json is not valid as version ${source.version}; write upcast-v${before.version}.ts, which exports upcast`,
  );
}
