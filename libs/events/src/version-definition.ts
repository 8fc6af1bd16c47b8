import type { CompiledValidator } from './compiled-validator.ts';
import type { Shape } from './shape.ts';

/** Turns data of one version into data of the next one. Pure; the data has been validated. */
export type Upcast = (data: unknown) => unknown;

/** Turns data of one version into data of the one before. Pure; the data has been validated. */
export type Downcast = (data: unknown) => unknown;

/** One version of a contract, as the generator knows it. */
export interface VersionDefinition {
  readonly version: number;
  /** The earliest version whose readers understand data of this one unchanged. */
  readonly readableFrom: number;
  /** By each earlier version whose readers do not understand all of it: the fields in question, `''` for the data itself. */
  readonly unreadable?: Readonly<Record<number, readonly string[]>>;
  readonly validate: CompiledValidator;
  /** From this version to the next; absent when this data is valid there as it is. */
  readonly upcast?: Upcast;
  /** From this version to the one before; when there is one, what happens is published under both. */
  readonly downcast?: Downcast;
  /** The fields of the data that a rule may ask of. */
  readonly shape: Shape;
  /** Valid data of this version. What a reader does not read is taken from here when the rest is judged alone. */
  readonly examples: readonly [unknown, ...unknown[]];
}
