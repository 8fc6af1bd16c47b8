import { problemOf } from './compiled-validator.ts';
import type { ContractProblem } from './errors.ts';
import { fieldTree, narrowed } from './field-tree.ts';
import { type GraftPlan, grafted, graftPlan } from './graft.ts';
import type { Shape } from './shape.ts';
import type { VersionDefinition } from './version-definition.ts';

/** What one consumer declares it reads of one event, from a version on. */
export interface Reading<Type extends string = string, Version extends number = number, Data = unknown> {
  readonly source: string;
  readonly type: Type;
  readonly version: Version;
  /** Every version of the contract, so that a reader can take them all. */
  readonly definitions: readonly VersionDefinition[];
  /** Dotted paths inside the data. */
  readonly fields: readonly string[];
  /** The declared fields of valid data, and no other. */
  narrow(data: unknown): Data;
  /**
   * What is wrong with the declared fields alone: they are judged in an example of the version, in place of its own.
   * `at` is put before the path.
   */
  problemInFields(definition: VersionDefinition, data: unknown, at?: string): ContractProblem | undefined;
}

/** Which version is read. */
export interface ReadVersion<Type extends string> {
  readonly source: string;
  readonly type: Type;
  readonly version: number;
  readonly definitions: readonly VersionDefinition[];
}

/**
 * Makes a reading of a version with this shape.
 * @throws {UnknownFieldError} a path that the shape does not have.
 */
export function makeReading<Type extends string, Data>(
  version: ReadVersion<Type>,
  fields: readonly string[],
  shape: Shape,
): Reading<Type, number, Data> {
  const tree = fieldTree(fields, shape, version.type);
  const plans = new Map<VersionDefinition, GraftPlan>();
  const planFor = (definition: VersionDefinition): GraftPlan => {
    const plan = plans.get(definition) ?? graftPlan(definition.examples, tree, definition.shape);
    plans.set(definition, plan);
    return plan;
  };
  return {
    ...version,
    fields,
    // The paths are those that the type was made from.
    narrow: (data) => narrowed(data, tree) as Data,
    problemInFields: (definition, data, at = '') =>
      problemOf(definition.validate, grafted(data, planFor(definition)), at),
  };
}
