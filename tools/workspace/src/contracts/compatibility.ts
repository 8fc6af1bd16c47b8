import type { ValidateFunction } from 'ajv/dist/2020.js';
import { compileSchema, contractAjv } from './emit-validator.ts';
import type { ContractSource, ContractVersionSource } from './read-contracts.ts';
import { ContractSourceError } from './schema.ts';

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

/** Data of the version before must become data of this one: as it is, or by an upcaster. */
function assertReached(contract: ContractSource, source: ContractVersionSource, validate?: ValidateFunction): void {
  const before = contract.versions[source.version - 2];
  if (before === undefined || before.hasUpcast || validate?.(before.example) === true) return;
  throw new ContractSourceError(
    contract.folder,
    `v${before.version}.example.json is not valid as version ${source.version}; write upcast-v${before.version}.ts, which exports upcast`,
  );
}
