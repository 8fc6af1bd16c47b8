import { type JsonSchema, isRecord, isSchema } from '../../sets/json-schema.ts';
import type { Chance } from './random.ts';

type Change = (schema: Readonly<Record<string, unknown>>, chance: Chance) => Record<string, unknown>;

const CHANGES: readonly [Change, ...Change[]] = [
  (schema, chance) => without(schema, chance.pick(['$comment', ...Object.keys(schema)])),
  (schema, chance) => ({
    ...schema,
    [chance.pick(['minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'maximum'])]: chance.below(5),
  }),
  (schema, chance) => ({ ...schema, required: chance.pick([[], ['a'], ['a', 'b'], ['kind']]) }),
  (schema, chance) => ({ ...schema, additionalProperties: chance.pick([true, false]) }),
  (schema, chance) => ({ ...schema, type: chance.pick(['string', 'number', 'object', 'integer', ['string', 'null']]) }),
  (schema, chance) => {
    const properties = isRecord(schema['properties']) ? schema['properties'] : {};
    return {
      ...schema,
      properties: { ...properties, [chance.pick(['a', 'b', 'd'])]: { type: chance.pick(['string', 'integer']) } },
    };
  },
  (schema, chance) => {
    const values = Array.isArray(schema['enum']) ? schema['enum'] : ['a', 'b'];
    return { ...schema, enum: chance.oneIn(2) ? [...values, 'z'] : values.slice(0, 1) };
  },
  (schema) => ({ anyOf: [schema, { type: 'null' }] }),
  (schema, chance) => ({ ...schema, multipleOf: chance.pick([1, 2, 4, 0.5]) }),
];

function without(schema: Readonly<Record<string, unknown>>, keyword: string): Record<string, unknown> {
  const { [keyword]: _gone, ...rest } = schema;
  return keyword === '$defs' ? { ...schema } : rest;
}

/** The schema with one small change somewhere inside. */
export function changed(schema: JsonSchema, chance: Chance): JsonSchema {
  if (!isRecord(schema)) return chance.oneIn(2) ? true : { type: 'object' };
  const children = Object.entries(schema).filter(([, value]) => typeof value === 'object' && value !== null);
  const [first, ...others] = children.filter(
    ([keyword]) => keyword !== 'enum' && keyword !== 'const' && keyword !== 'type' && keyword !== 'required',
  );
  if (first === undefined || chance.oneIn(3)) {
    const { $defs, ...rest } = schema;
    const own = chance.pick(CHANGES)(rest, chance);
    return $defs === undefined ? own : { ...own, $defs };
  }
  const [keyword, value] = chance.pick([first, ...others]);
  return { ...schema, [keyword]: changedInside(keyword, value, chance) };
}

const MAPS = ['properties', 'patternProperties', '$defs', 'dependentSchemas'];

function changedInside(keyword: string, value: unknown, chance: Chance): unknown {
  if (Array.isArray(value)) {
    const index = chance.below(value.length);
    return value.map((one: unknown, at) => (at === index && isSchema(one) ? changed(one, chance) : one));
  }
  if (!isRecord(value) || keyword === 'dependentRequired') return value;
  if (!MAPS.includes(keyword)) return changed(value, chance);
  const [first, ...others] = Object.entries(value);
  if (first === undefined) return value;
  const [name, one] = chance.pick([first, ...others]);
  return { ...value, [name]: isSchema(one) ? changed(one, chance) : one };
}
