import type { ContractSource, ContractVersionSource } from '@tidings/event-schemas';
import { ContractSourceError, validationSchema } from '@tidings/event-schemas';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { compileSchema, contractAjv } from './emit-validator.ts';
import { wholeExamples } from './whole-examples.ts';

/** A version, and what the generator has found out about it. */
export interface JudgedVersion {
  readonly source: ContractVersionSource;
  /** The earliest version whose readers understand data of this one unchanged. */
  readonly readableFrom: number;
  /** Valid data that together takes every alternative of the schema. */
  readonly examples: readonly unknown[];
}

/** A version with its validator. */
interface Compiled extends ContractVersionSource {
  readonly validate: ValidateFunction;
}

/**
 * Checks each version's examples and fixtures against its schema, and finds out which versions its readers may be of.
 * @throws {ContractSourceError} data is not valid, does not show every field, or does not become data of the next
 * version as it is, and there is no upcaster.
 */
export function judgeVersions(contract: ContractSource): readonly JudgedVersion[] {
  const compiled = contract.versions.map((version): Compiled => {
    const file = `${contract.folder}/v${version.version}.schema.json`;
    return { ...version, validate: compileSchema(contractAjv(), validationSchema(version.model), file) };
  });
  const judged: JudgedVersion[] = [];
  compiled.forEach((source, index) => {
    assertValidData(contract, source);
    const examples = wholeExamples(contract, source);
    assertReached(contract, source, compiled[index - 1]);
    const isCompatible = compiled[index - 1]?.validate(source.example) === true;
    const readableFrom = isCompatible ? (judged[index - 1]?.readableFrom ?? 1) : source.version;
    judged.push({ source, readableFrom, examples });
  });
  return judged;
}

function assertValidData({ folder }: ContractSource, { version, example, fixtures, validate }: Compiled): void {
  for (const { file, data } of [{ file: `v${version}.example.json`, data: example }, ...fixtures]) {
    if (validate(data)) continue;
    const problems = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
    throw new ContractSourceError(`${folder}/${file}`, `does not keep its schema: ${problems.join('; ')}`);
  }
}

/** Data of the version before must become data of this one: as it is, or by an upcaster. */
function assertReached({ folder }: ContractSource, source: Compiled, before: Compiled | undefined): void {
  if (before === undefined) {
    if (source.hasDowncast)
      throw new ContractSourceError(folder, 'has downcast-v1.ts, but no version before the first');
    return;
  }
  if (before.hasUpcast || source.validate(before.example)) return;
  throw new ContractSourceError(
    folder,
    `v${before.version}.example.json is not valid as version ${source.version}; write upcast-v${before.version}.ts, which exports upcast`,
  );
}
