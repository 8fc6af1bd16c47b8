import { type Answer, between, certain, every, opposite, perhaps, some } from './answer.ts';
import { sameValue } from './canonical.ts';
import { listKeywords } from './evaluate-list.ts';
import { objectKeywords } from './evaluate-object.ts';
import { numberAdmits, textAdmits } from './evaluate-scalar.ts';
import { isRecord, schemaList } from './json-schema.ts';
import { unknownKeywords } from './keywords.ts';
import { numbersOf } from './numbers.ts';
import { type Place, placeOf } from './place.ts';
import { isOfType, typeOfValue, typesIn } from './shape.ts';
import { textsOf } from './texts.ts';
import type { Work } from './work.ts';

type Schema = Readonly<Record<string, unknown>>;
type Rule = (schema: Schema, value: unknown, ask: (schema: unknown, value: unknown) => Answer) => Answer;

const inPlace: readonly Rule[] = [
  ({ type }, value) => certain(isOfType(typeOfValue(value), typesIn(type) ?? [typeOfValue(value)])),
  ({ enum: values }, value) => certain(!Array.isArray(values) || values.some((one) => sameValue(one, value))),
  (schema, value) => certain(!Object.hasOwn(schema, 'const') || sameValue(schema['const'], value)),
  (schema, value) => (typeof value === 'number' ? numberAdmits(numbersOf(schema, false), value) : 'yes'),
  (schema, value) => (typeof value === 'string' ? textAdmits(textsOf(schema), value) : 'yes'),
  ({ allOf }, value, ask) => every(schemaList(allOf), (one) => ask(one, value)),
  ({ anyOf }, value, ask) => (Array.isArray(anyOf) ? some(schemaList(anyOf), (one) => ask(one, value)) : 'yes'),
  ({ oneOf }, value, ask) => {
    return Array.isArray(oneOf)
      ? between(
          schemaList(oneOf).map((one) => ask(one, value)),
          1,
          1,
        )
      : 'yes';
  },
  ({ not }, value, ask) => (not === undefined ? 'yes' : opposite(ask(not, value))),
  conditional,
  (schema, value, ask) => (Array.isArray(value) ? listKeywords(schema, value, ask) : 'yes'),
  (schema, value, ask) => (isRecord(value) ? objectKeywords(schema, value, ask) : 'yes'),
  (schema) => perhaps(unknownKeywords(schema).length === 0 ? true : undefined),
];

/** Whether a schema admits a value. */
export function evaluate(place: Place, value: unknown, work: Work): Answer {
  return work.deeper(() => {
    const { schema } = place;
    if (typeof schema === 'boolean') return certain(schema);
    const ask = (inner: unknown, part: unknown): Answer => {
      if (typeof inner === 'boolean') return certain(inner);
      return isRecord(inner) ? evaluate(placeOf(place, inner), part, work) : 'unknown';
    };
    const referred = (): Answer => referenced(place, value, work);
    return every([...inPlace.map((rule) => () => rule(schema, value, ask)), referred], (rule) => rule());
  });
}

function conditional(schema: Schema, value: unknown, ask: (schema: unknown, value: unknown) => Answer): Answer {
  if (schema['if'] === undefined) return 'yes';
  const holds = ask(schema['if'], value);
  const branch = (name: 'then' | 'else'): Answer => (schema[name] === undefined ? 'yes' : ask(schema[name], value));
  if (holds !== 'unknown') return branch(holds === 'yes' ? 'then' : 'else');
  const [then, otherwise] = [branch('then'), branch('else')];
  return then === otherwise ? then : 'unknown';
}

function referenced(place: Place, value: unknown, work: Work): Answer {
  const reference = typeof place.schema === 'boolean' ? undefined : place.schema['$ref'];
  if (typeof reference !== 'string') return 'yes';
  const target = place.root.resolve(reference);
  return target === undefined ? 'unknown' : evaluate(placeOf(place, target), value, work);
}
