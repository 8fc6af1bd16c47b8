/** The part of JSON Schema 2020-12 that contracts may use. Anything else is refused by name. */
export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly [keyword: string]: unknown;
}

/** A contract folder cannot be generated from; `file` says which, `problem` what to change. */
export class ContractSourceError extends Error {
  override readonly name = 'ContractSourceError';
  readonly file: string;
  readonly problem: string;

  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.file = file;
    this.problem = problem;
  }
}

const KEYWORDS_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  object: ['required', 'properties'],
  array: ['items', 'minItems', 'maxItems'],
  string: ['minLength', 'maxLength', 'pattern', 'format', 'enum', 'const'],
  integer: ['minimum', 'maximum'],
  number: ['minimum', 'maximum'],
  boolean: [],
};
const KEYWORDS_OF_ALL: readonly string[] = ['$schema', '$id', 'title', 'description', 'type'];

/**
 * Checks that a schema uses only what the generator understands, and explains every value.
 * @throws {ContractSourceError} a keyword or type that is not understood, or a value without a description.
 */
export function assertUnderstood(schema: Schema, file: string, path = ''): void {
  const fail = (problem: string): never => {
    throw new ContractSourceError(file, `${path === '' ? 'the schema' : path} ${problem}`);
  };
  const allowed = KEYWORDS_OF_TYPE[schema.type ?? ''];
  if (allowed === undefined) return fail(`needs a type among ${Object.keys(KEYWORDS_OF_TYPE).join(', ')}`);
  const strange = Object.keys(schema).find((key) => !allowed.includes(key) && !KEYWORDS_OF_ALL.includes(key));
  if (strange !== undefined) fail(`uses ${strange}, which the generator does not implement for ${schema.type}`);
  if ((schema.description ?? '').trim() === '') fail('needs a description, with the unit');
  assertRequiredExists(schema, fail);
  assertChildrenUnderstood(schema, file, path);
}

function assertRequiredExists(schema: Schema, fail: (problem: string) => never): void {
  const missing = (schema.required ?? []).find((name) => schema.properties?.[name] === undefined);
  if (missing !== undefined) fail(`requires ${missing}, which it does not describe`);
}

function assertChildrenUnderstood(schema: Schema, file: string, path: string): void {
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    assertUnderstood(child, file, `${path}/properties/${name}`);
  }
  if (schema.type !== 'array') return;
  if (schema.items === undefined) throw new ContractSourceError(file, `${path} is an array without items`);
  assertUnderstood(schema.items, file, `${path}/items`);
}
