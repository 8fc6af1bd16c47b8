import {
  type JsonSchema,
  isRecord,
  isSchema,
  numberIn,
  schemaList,
  schemasIn,
  textsIn,
} from '../../sets/json-schema.ts';
import type { Chance } from './random.ts';

const TEXTS = [
  '',
  'a',
  'ab',
  'abc',
  'b',
  'A',
  'AB',
  'x1',
  '12',
  '2024-02-29',
  '2024-05-01T10:00:00Z',
  'é',
  '😀😀',
] as const;
const UUID = '7d9f0c1e-0b6a-4c55-8f2e-0f4f6f1f2a3b';
const NUMBERS = [0, 1, 2, 3, 4, 5, 6, 7, 10, -1, -3, 0.5, 1.5, 2.5, 0.1, 12, 100] as const;
const NAMES = ['a', 'b', 'c', 'kind', 'ab', 'x1', 'extra'] as const;

/** Makes documents that a schema may admit; the validator says which do. */
export class Documents {
  readonly #root: JsonSchema;
  readonly #chance: Chance;

  constructor(root: JsonSchema, chance: Chance) {
    this.#root = root;
    this.#chance = chance;
  }

  /** A document for the schema. */
  make(schema: JsonSchema = this.#root, levels = 5): unknown {
    if (!isRecord(schema) || levels <= 0 || this.#chance.oneIn(25)) return this.#anything(levels);
    const parts = this.#parts(schema);
    if (parts.length === 0) return this.#own(schema, levels);
    return this.#merged(
      this.#own(schema, levels),
      parts.map((part) => this.make(part, levels - 1)),
    );
  }

  /** What a schema's own keywords and its parts make, in one value. */
  #merged(own: unknown, values: readonly unknown[]): unknown {
    const objects = values.filter(isRecord);
    if (isRecord(own) && objects.length > 0) return Object.assign({}, own, ...objects);
    return this.#chance.oneIn(4) ? own : (values.at(-1) ?? own);
  }

  #parts(schema: Readonly<Record<string, unknown>>): readonly JsonSchema[] {
    const reference = schema['$ref'];
    const target = typeof reference === 'string' ? pointed(this.#root, reference) : undefined;
    const chosen = [schema['anyOf'], schema['oneOf']].flatMap((list) => {
      const [first, ...others] = schemaList(list);
      if (first === undefined) return [];
      const one = this.#chance.pick([first, ...others]);
      return this.#chance.oneIn(3) ? [one, this.#chance.pick([first, ...others])] : [one];
    });
    const condition = this.#chance.oneIn(2) ? [schema['if'], schema['then']] : [schema['else']];
    const dependent = schemasIn(schema['dependentSchemas']).map(([, one]) => one);
    return [target, ...schemaList(schema['allOf']), ...chosen, ...condition, ...dependent].filter(isSchema);
  }

  #own(schema: Readonly<Record<string, unknown>>, levels: number): unknown {
    const [value, ...values] = Array.isArray(schema['enum']) ? schema['enum'] : [];
    if (value !== undefined) return this.#chance.pick([value, ...values]);
    if (Object.hasOwn(schema, 'const')) return schema['const'];
    const types = typeof schema['type'] === 'string' ? [schema['type']] : textsIn(schema['type']);
    const [first, ...others] = types.length > 0 ? types : guessed(schema);
    return first === undefined
      ? this.#anything(levels)
      : this.#ofType(this.#chance.pick([first, ...others]), schema, levels);
  }

  #ofType(type: string, schema: Readonly<Record<string, unknown>>, levels: number): unknown {
    const makers: Readonly<Record<string, () => unknown>> = {
      object: () => this.#object(schema, levels),
      array: () => this.#list(schema, levels),
      string: () => this.#text(schema),
      number: () => this.#number(schema, type),
      integer: () => this.#number(schema, type),
      boolean: () => this.#chance.oneIn(2),
      null: () => null,
    };
    return makers[type]?.() ?? null;
  }

  #text(schema: Readonly<Record<string, unknown>>): string {
    if (schema['format'] === 'uuid') return UUID;
    const text = this.#chance.pick(TEXTS);
    const min = numberIn(schema['minLength']) ?? 0;
    return this.#chance.oneIn(2) ? text.padEnd(min + this.#chance.below(2), 'ab') : text;
  }

  #number(schema: Readonly<Record<string, unknown>>, type: string): number {
    const bounds = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].map((name) => numberIn(schema[name]));
    const [edge] = bounds.filter((bound) => bound !== undefined);
    const near = edge === undefined ? this.#chance.pick(NUMBERS) : edge + this.#chance.below(5) - 2;
    const value = this.#chance.oneIn(2) ? near : this.#chance.pick(NUMBERS);
    const step = numberIn(schema['multipleOf']);
    const stepped = step === undefined ? value : Math.round(value / step) * step;
    return type === 'integer' ? Math.round(stepped) : stepped;
  }

  #list(schema: Readonly<Record<string, unknown>>, levels: number): readonly unknown[] {
    const prefix = schemaList(schema['prefixItems']);
    const least = numberIn(schema['minItems']) ?? 0;
    const length = Math.min(
      least + this.#chance.below(4),
      (numberIn(schema['maxItems']) ?? 4) + this.#chance.below(2),
      6,
    );
    return Array.from({ length }, (_, index) => {
      const own = prefix[index] ?? schema['items'] ?? true;
      const contained = isSchema(schema['contains']) && this.#chance.oneIn(2) ? schema['contains'] : own;
      return this.make(isSchema(contained) ? contained : true, levels - 1);
    });
  }

  #object(schema: Readonly<Record<string, unknown>>, levels: number): Readonly<Record<string, unknown>> {
    const required = textsIn(schema['required']);
    const properties = schemasIn(schema['properties']).filter(
      ([name]) => required.includes(name) || !this.#chance.oneIn(2),
    );
    const missing = required.filter((name) => !properties.some(([own]) => own === name));
    const more = isSchema(schema['additionalProperties']) ? schema['additionalProperties'] : true;
    const extra = this.#chance.oneIn(3) || isSchema(schema['additionalProperties']) ? [this.#chance.pick(NAMES)] : [];
    const strange = [...missing, ...extra].filter((name) => !properties.some(([own]) => own === name));
    return Object.fromEntries([
      ...strange.map((name) => [name, this.make(this.#byName(schema, name) ?? more, levels - 1)] as const),
      ...properties.map(([name, one]) => [name, this.make(one, levels - 1)] as const),
    ]);
  }

  #byName(schema: Readonly<Record<string, unknown>>, name: string): JsonSchema | undefined {
    return schemasIn(schema['patternProperties']).find(([source]) => new RegExp(source, 'u').test(name))?.[1];
  }

  #anything(levels: number): unknown {
    const kind = this.#chance.below(levels > 0 ? 7 : 5);
    if (kind === 0) return null;
    if (kind === 1) return this.#chance.oneIn(2);
    if (kind === 2) return this.#chance.pick(NUMBERS);
    if (kind < 5) return this.#chance.pick(TEXTS);
    if (kind === 5) return [this.#anything(0), this.#anything(0)].slice(this.#chance.below(3));
    return Object.fromEntries([[this.#chance.pick(NAMES), this.#anything(0)]].slice(this.#chance.below(2)));
  }
}

function guessed(schema: Readonly<Record<string, unknown>>): readonly string[] {
  const has = (names: readonly string[]): boolean => names.some((name) => Object.hasOwn(schema, name));
  if (has(['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties'])) return ['object'];
  if (has(['items', 'prefixItems', 'minItems', 'contains'])) return ['array'];
  if (has(['minLength', 'maxLength', 'pattern', 'format'])) return ['string'];
  return has(['minimum', 'maximum', 'multipleOf']) ? ['number'] : [];
}

function pointed(root: JsonSchema, reference: string): JsonSchema | undefined {
  let here: unknown = root;
  for (const token of reference.split('/').slice(1)) here = isRecord(here) ? here[token] : undefined;
  return isSchema(here) ? here : undefined;
}
