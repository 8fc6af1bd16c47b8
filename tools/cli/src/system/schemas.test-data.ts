import type { JsonSchema } from '@tidings/event-schemas';
import fc from 'fast-check';

/** A schema, and data that keeps it. */
export interface Described {
  readonly schema: JsonSchema;
  readonly data: fc.Arbitrary<unknown>;
}

type Choice = fc.Arbitrary<Described>;

const CODE = /^[A-C]{2}$/;

/** Values of one kind, with what schemas say of them. */
const scalars: Choice = fc.oneof(
  described({ type: 'string', pattern: CODE.source }, fc.stringMatching(CODE)),
  described({ type: 'string', pattern: '^ab?c*$', maxLength: 4 }, fc.constantFrom('a', 'ab', 'ac', 'abcc', 'accc')),
  described({ type: 'string', maxLength: 3 }, fc.string({ maxLength: 3 })),
  described({ type: 'string', format: 'uuid' }, fc.uuid()),
  described({ type: 'boolean' }, fc.boolean()),
  described({ type: ['string', 'null'], maxLength: 2 }, fc.option(fc.string({ maxLength: 2 }))),
  described({ const: 'x' }, fc.constant('x')),
  described({ type: 'number', exclusiveMinimum: 0, maximum: 2 }, fc.constantFrom(0.5, 1, 1.5, 2)),
  fc
    .uniqueArray(fc.constantFrom('a', 'B', 'ab', '', 1, 2, null, true), { minLength: 1, maxLength: 3 })
    .map((values) => ({ schema: { enum: values }, data: fc.constantFrom(...values) })),
  fc.tuple(fc.integer({ min: -3, max: 3 }), fc.nat({ max: 4 })).map(([minimum, width]) => ({
    schema: { type: 'integer', minimum, maximum: minimum + width },
    data: fc.integer({ min: minimum, max: minimum + width }),
  })),
);

function described(schema: JsonSchema, data: fc.Arbitrary<unknown>): Choice {
  return fc.constant({ schema, data });
}

const NAMES = ['a', 'b', 'c'] as const;

/** Objects, lists and alternatives of what is inside. */
function around(inside: Choice): Choice {
  return fc.oneof(
    { weight: 3, arbitrary: objectsOf(inside) },
    listsOf(inside),
    fc.tuple(inside, inside).map(([one, other]) => ({
      schema: { anyOf: [one.schema, other.schema] },
      data: fc.oneof(one.data, other.data),
    })),
    inside.map(({ schema, data }) => ({ schema: { allOf: [schema] }, data })),
  );
}

function objectsOf(inside: Choice): Choice {
  const fields = fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), inside, fc.boolean()), {
    selector: ([name]) => name,
    maxLength: 3,
  });
  return fields.map((chosen) => ({
    schema: {
      type: 'object',
      properties: Object.fromEntries(chosen.map(([name, { schema }]) => [name, schema])),
      required: chosen.filter(([, , isRequired]) => isRequired).map(([name]) => name),
    },
    data: fc.record(Object.fromEntries(chosen.map(([name, { data }]) => [name, data])), {
      requiredKeys: chosen.filter(([, , isRequired]) => isRequired).map(([name]) => name),
    }),
  }));
}

function listsOf(inside: Choice): Choice {
  return fc.tuple(inside, inside, fc.nat({ max: 1 }), fc.boolean()).map(([first, rest, minItems, isTuple]) => {
    const items = fc.array(rest.data, { minLength: minItems, maxLength: 3 });
    if (!isTuple) return { schema: { type: 'array', items: rest.schema, minItems }, data: items };
    return {
      schema: { type: 'array', prefixItems: [first.schema], items: rest.schema },
      data: fc.tuple(first.data, fc.array(rest.data, { maxLength: 2 })).map(([one, more]) => [one, ...more]),
    };
  });
}

/** Schemas of an event's data, three levels deep, each with data that keeps it. */
export const schemas: Choice = objectsOf(fc.oneof(scalars, around(fc.oneof(scalars, around(scalars)))));
