/** A value that `enum` and `const` may name. */
export type Scalar = string | number | boolean;

/** What every value of a schema has. */
interface Described {
  readonly description: string;
  readonly deprecated: boolean;
  /** Whether it may be null too. */
  readonly nullable: boolean;
  /** Keywords that bound a value and change no type: `minLength`, `format`, `multipleOf`… */
  readonly bounds: Readonly<Record<string, unknown>>;
}

export interface ScalarModel extends Described {
  readonly kind: 'scalar';
  readonly type: 'string' | 'integer' | 'number' | 'boolean';
  /** The only values, when they are listed. */
  readonly values?: readonly Scalar[];
}

export interface ObjectModel extends Described {
  readonly kind: 'object';
  readonly fields: readonly FieldModel[];
  /** Whether other fields are refused, by readers too. */
  readonly closed: boolean;
}

export interface FieldModel {
  readonly name: string;
  readonly required: boolean;
  readonly model: SchemaModel;
}

/** An object whose keys are data. */
export interface MapModel extends Described {
  readonly kind: 'map';
  readonly entries: SchemaModel;
}

export interface ListModel extends Described {
  readonly kind: 'list';
  readonly entries: SchemaModel;
}

/** One of several objects, which the value of one field tells apart. */
export interface AlternativesModel extends Described {
  readonly kind: 'alternatives';
  /** Name of the field. */
  readonly tag: string;
  readonly alternatives: readonly AlternativeModel[];
}

export interface AlternativeModel {
  /** Values of the tag that say it is this one. */
  readonly values: readonly string[];
  readonly model: ObjectModel;
}

/** What a schema describes, references resolved: the part of JSON Schema that contracts may use, and nothing else. */
export type SchemaModel = ScalarModel | ObjectModel | MapModel | ListModel | AlternativesModel;
