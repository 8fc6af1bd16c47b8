import type { ContractSource, ContractVersionSource, Incompatibility } from '@tidings/event-schemas';
import { compareSchemas, ContractSourceError, validationSchema } from '@tidings/event-schemas';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { compileSchema, contractAjv } from './emit-validator.ts';
import { wholeExamples } from './whole-examples.ts';

/** A version, and what the generator has found out about it. */
export interface JudgedVersion {
  readonly source: ContractVersionSource;
  /** The earliest version whose readers understand data of this one unchanged. */
  readonly readableFrom: number;
  /** The fields that readers of an earlier version do not understand, by that version. */
  readonly unreadable: ReadonlyMap<number, readonly string[]>;
  /** Valid data that together takes every alternative of the schema. */
  readonly examples: readonly unknown[];
}

/** A version with its validator. */
interface Compiled extends ContractVersionSource {
  readonly validate: ValidateFunction;
}

/**
 * Checks each version's examples and fixtures against its schema, and finds out by the schemas which versions' readers
 * understand it, and whether data of earlier versions becomes data of it.
 * @throws {ContractSourceError} data is not valid or does not show every field, or data of an earlier version does not
 * become data of this one: not as it is, and there is no upcaster.
 */
export function judgeVersions(contract: ContractSource): readonly JudgedVersion[] {
  const compiled = contract.versions.map((version): Compiled => {
    const file = `${contract.folder}/v${version.version}.schema.json`;
    return { ...version, validate: compileSchema(contractAjv(), validationSchema(version.model), file) };
  });
  return compiled.map((source, index) => {
    assertValidData(contract, source);
    assertDowncastLeads(contract, source);
    const examples = wholeExamples(contract, source);
    const earlier = compiled.slice(0, index);
    assertReached(contract, source, earlier);
    const unreadable = unreadableFields(contract, source, earlier);
    return { source, readableFrom: Math.max(0, ...unreadable.keys()) + 1, unreadable, examples };
  });
}

function unreadableFields(
  contract: ContractSource,
  source: Compiled,
  earlier: readonly Compiled[],
): ReadonlyMap<number, readonly string[]> {
  const fields = earlier.map((reader): readonly [number, readonly string[]] => {
    const problems = forwardProblems(contract, reader, source);
    return [reader.version, [...new Set(problems.map(({ field }) => field))].toSorted()];
  });
  return new Map(fields.filter(([, names]) => names.length > 0));
}

function forwardProblems(contract: ContractSource, reader: Compiled, source: Compiled): readonly Incompatibility[] {
  const { forward } = compareSchemas(reader.schema, source.schema);
  if (forward.length === 0) assertWitnessed(contract, { data: source, reader });
  return forward;
}

/** Data of each earlier version that no upcaster changes on the way must be data of this one as it is. */
function assertReached(contract: ContractSource, source: Compiled, earlier: readonly Compiled[]): void {
  const lastUpcast = earlier.findLast(({ hasUpcast }) => hasUpcast)?.version ?? 0;
  for (const before of earlier.slice(lastUpcast)) {
    const [problem] = compareSchemas(before.schema, source.schema).backward;
    if (problem === undefined) assertWitnessed(contract, { data: before, reader: source });
    else {
      throw new ContractSourceError(
        contract.folder,
        `${problem.reason}; write upcast-v${source.version - 1}.ts, which exports upcast and makes data of version ${source.version} of it`,
      );
    }
  }
}

/** The examples are a second witness: where schemas call data valid, examples of it are. */
function assertWitnessed(
  { folder }: ContractSource,
  { data, reader }: { readonly data: Compiled; readonly reader: Compiled },
): void {
  const { version, example, fixtures } = data;
  for (const { file, data: value } of [{ file: `v${version}.example.json`, data: example }, ...fixtures]) {
    if (reader.validate(value)) continue;
    const problem = `is not valid as version ${reader.version}, although its schema is compatible with version ${reader.version}`;
    throw new ContractSourceError(`${folder}/${file}`, `${problem}: one of the two comparisons is wrong, report it`);
  }
}

function assertValidData({ folder }: ContractSource, { version, example, fixtures, validate }: Compiled): void {
  for (const { file, data } of [{ file: `v${version}.example.json`, data: example }, ...fixtures]) {
    if (validate(data)) continue;
    const problems = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
    throw new ContractSourceError(`${folder}/${file}`, `does not keep its schema: ${problems.join('; ')}`);
  }
}

function assertDowncastLeads({ folder }: ContractSource, { version, hasDowncast }: Compiled): void {
  if (version > 1 || !hasDowncast) return;
  throw new ContractSourceError(folder, 'has downcast-v1.ts, but there is no version before the first');
}
