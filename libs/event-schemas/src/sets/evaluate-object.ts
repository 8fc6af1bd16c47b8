import { type Answer, certain, every } from './answer.ts';
import { matches } from './evaluate-scalar.ts';
import { isRecord, isSchema, numberIn, schemasIn, textsIn } from './json-schema.ts';

type Schema = Readonly<Record<string, unknown>>;
type Ask = (schema: unknown, value: unknown) => Answer;

/** Whether an object keeps the keywords about objects. */
export function objectKeywords(schema: Schema, value: Schema, ask: Ask): Answer {
  const names = Object.keys(value);
  const needs = (required: unknown): boolean => textsIn(required).every((name) => Object.hasOwn(value, name));
  const dependent = isRecord(schema['dependentRequired']) ? Object.entries(schema['dependentRequired']) : [];
  return every(
    [
      () => certain(needs(schema['required'])),
      () => certain(names.length >= (numberIn(schema['minProperties']) ?? 0)),
      () => certain(names.length <= (numberIn(schema['maxProperties']) ?? Infinity)),
      () => certain(dependent.every(([name, required]) => !Object.hasOwn(value, name) || needs(required))),
      () => every(names, (name) => (isSchema(schema['propertyNames']) ? ask(schema['propertyNames'], name) : 'yes')),
      () => every(names, (name) => fieldHolds(schema, { name, value: value[name] }, ask)),
      () =>
        every(schemasIn(schema['dependentSchemas']), ([name, one]) =>
          Object.hasOwn(value, name) ? ask(one, value) : 'yes',
        ),
      () =>
        schema['unevaluatedProperties'] === undefined || schema['unevaluatedProperties'] === true ? 'yes' : 'unknown',
    ],
    (rule) => rule(),
  );
}

function fieldHolds(schema: Schema, field: { readonly name: string; readonly value: unknown }, ask: Ask): Answer {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const own = Object.hasOwn(properties, field.name) ? [properties[field.name]] : [];
  const byPattern = schemasIn(schema['patternProperties']);
  const tested = byPattern.map(([source, one]) => ({ one, matched: matches(source, field.name) }));
  if (tested.some(({ matched }) => matched === undefined)) return 'unknown';
  const described = [...own, ...tested.filter(({ matched }) => matched).map(({ one }) => one)];
  const judges = described.length > 0 ? described : [schema['additionalProperties']];
  return every(judges, (one) => (isSchema(one) ? ask(one, field.value) : 'yes'));
}
