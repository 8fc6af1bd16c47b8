import { checkPattern } from './check-pattern.ts';
import { problemOf } from './compiled-validator.ts';
import type { ContractProblem } from './errors.ts';
import { PatternMismatchError } from './errors.ts';
import { envelopeShape } from './generated/envelope-shape.ts';
import type { FieldPath, Narrowed } from './field-path.ts';
import { makeReading, type Reading } from './reading.ts';
import type { DetailPattern, RulePattern } from './rule-pattern.ts';
import type { Shape } from './shape.ts';
import type { VersionDefinition } from './version-definition.ts';

/** What a contract's generated module hands to {@link defineContract}. */
export interface ContractDefinition<Source extends string, Type extends string> {
  readonly source: Source;
  readonly type: Type;
  /** In ascending order, without gaps, from version 1. */
  readonly versions: readonly [VersionDefinition, ...VersionDefinition[]];
}

/** A version as a reader declares it: this version of the event, or a later one that its readers understand. */
export interface ContractVersion<Type extends string = string, Version extends number = number, Data = unknown> {
  readonly source: string;
  readonly type: Type;
  readonly version: Version;
  /** Every version of the contract, so that a reader can take them all. */
  readonly definitions: readonly VersionDefinition[];
  /** The first thing that keeps a value from being data of exactly this version, or `undefined` when it is. */
  validate(data: unknown): ContractProblem | undefined;
  /** Whether a value is data of exactly this version. */
  accepts(data: unknown): data is Data;
}

/** A version of a contract that is known by name, so that what a consumer reads of it can be declared. */
export interface ReadableVersion<Type extends string, Version extends number, Data> extends ContractVersion<
  Type,
  Version,
  Data
> {
  /**
   * Declares what a consumer reads: dotted paths inside the data, which look through lists. It is handed these fields
   * and no other; what it does not read is not validated either.
   * @throws {UnknownFieldError} the version has no such field, and the compiler was told otherwise.
   */
  reading<const Path extends FieldPath<Data>>(...fields: readonly Path[]): Reading<Type, Version, Narrowed<Data, Path>>;
}

/** One kind of event: who publishes it, what it is called, and each version of its data. */
export type EventContract<
  Source extends string,
  Type extends string,
  Versions extends Readonly<Record<number, unknown>>,
> = {
  readonly source: Source;
  readonly type: Type;
  /** The newest version, which new readers declare. */
  readonly latest: keyof Versions & number;
  readonly versions: readonly ContractVersion<Type>[];
  /**
   * The pattern of a rule that takes these events, narrowed by their fields when `detail` is given.
   * A field that no version of the schema has does not compile.
   * @throws {PatternMismatchError} the pattern fits no version, and the compiler was told otherwise.
   */
  pattern(detail?: DetailPattern<Type, Versions[keyof Versions & number]>): RulePattern;
} & {
  readonly [Version in keyof Versions & number as `v${Version}`]: ReadableVersion<Type, Version, Versions[Version]>;
};

/** What any contract offers, whatever its events are. */
export interface AnyContract {
  readonly source: string;
  readonly type: string;
  readonly versions: readonly ContractVersion[];
}

/** Makes the contract that a generated module exports. */
export function defineContract<
  Source extends string,
  Type extends string,
  Versions extends Readonly<Record<number, unknown>>,
>(definition: ContractDefinition<Source, Type>): EventContract<Source, Type, Versions> {
  const versions = definition.versions.map((version) => contractVersion(definition, version));
  const contract = {
    source: definition.source,
    type: definition.type,
    latest: definition.versions.length,
    versions,
    pattern: (detail?: object): RulePattern => rulePattern(definition, detail),
    ...Object.fromEntries(versions.map((version) => [`v${version.version}`, version])),
  };
  // The generated module states what the schemas say; the compiler cannot count versions in an array.
  return contract as unknown as EventContract<Source, Type, Versions>;
}

function contractVersion<Type extends string>(
  { source, type, versions }: ContractDefinition<string, Type>,
  { version, validate, shape }: VersionDefinition,
): ReadableVersion<Type, number, unknown> {
  return {
    source,
    type,
    version,
    definitions: versions,
    validate: (data) => problemOf(validate, data),
    accepts: (data): data is unknown => validate(data),
    reading: (...fields) => makeReading({ source, type, version, definitions: versions }, fields, shape),
  };
}

function rulePattern({ source, type, versions }: ContractDefinition<string, string>, detail?: object): RulePattern {
  const pattern = { source: [source], 'detail-type': [type] };
  if (detail === undefined) return pattern;
  const mismatches = versions.map(({ shape }) => mismatchOf(detail, { ...envelopeShape, data: shape }));
  const mismatch = mismatches.at(-1);
  if (mismatch !== undefined && mismatches.every((each) => each !== undefined)) throw mismatch;
  return { ...pattern, detail };
}

function mismatchOf(detail: object, shape: Shape): PatternMismatchError | undefined {
  try {
    checkPattern(detail, shape);
    return undefined;
  } catch (error) {
    if (error instanceof PatternMismatchError) return error;
    throw error;
  }
}
