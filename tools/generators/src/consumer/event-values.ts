import { type EventReading, fieldsOf } from '../contracts/fields.ts';
import { readingType } from '../contracts/reading-type.ts';
import { samplesOf } from '../contracts/samples.ts';
import { pathOf } from '../contracts/tree-contracts.ts';
import { type PythonEventValues, pythonValues } from './python-values.ts';

/** One event, as the templates of a consumer spell it. */
export interface EventValues {
  /** `OrderPlaced`. */
  readonly type: string;
  /** `a` or `an`, as the type is spoken. */
  readonly article: string;
  /** `orderPlaced`: what its module exports. */
  readonly camel: string;
  /** `order-placed`. */
  readonly kebab: string;
  /** `order_placed`. */
  readonly snake: string;
  /** `ORDER_PLACED`. */
  readonly constant: string;
  /** `orders`. */
  readonly owner: string;
  /** `orders/order-placed`. */
  readonly path: string;
  readonly version: number;
  readonly fields: readonly string[];
  /** `OrderPlacedV1`. */
  readonly dataType: string;
  /** The type of what is read, in TypeScript. */
  readonly factsType: string;
  /** `orderPlaced.v1.reading('orderId')`. */
  readonly reading: string;
  /** What finds the key, and its value in the first sample. */
  readonly key: string;
  readonly sampleKey: string;
  /** What adds up, and its values in the first sample. */
  readonly sums: string;
  readonly sampleSums: string;
  /** The contract's example, whole. */
  readonly example: string;
  readonly samples: readonly { readonly changes: string; readonly read: string }[];
  readonly python: PythonEventValues;
}

type Fields = Readonly<Record<string, unknown>>;

/** Spells every event of a consumer; several share a key field where they have one in common. */
export function eventValues(readings: readonly EventReading[]): readonly EventValues[] {
  const shared = sharedKey(readings);
  const isAlone = readings.length === 1;
  return readings.map((reading) => valuesOf(reading, shared ?? firstText(reading), isAlone));
}

function valuesOf(reading: EventReading, keyField: string | undefined, isAlone: boolean): EventValues {
  const { contract, version, fields, example } = reading;
  const { type, event, owner } = contract;
  const camel = type.charAt(0).toLowerCase() + type.slice(1);
  const snake = event.replaceAll('-', '_');
  const dataType = `${type}V${version}`;
  const samples = samplesOf(reading);
  const data = example as Fields;
  const sums = isAlone
    ? numbersOf(reading).map((field) => ({ name: field, field, sample: data[field] }))
    : [{ name: camel, field: undefined, sample: 1 }];
  const sampleKey = keyField === undefined ? 'stream/1' : data[keyField];
  const changes = samples.map((sample) => sample.changes);
  return {
    type,
    article: /^[AEIOU]/u.test(type) ? 'an' : 'a',
    camel,
    kebab: event,
    snake,
    constant: snake.toUpperCase(),
    owner,
    path: pathOf(contract),
    version,
    fields,
    dataType,
    factsType: readingType(reading, dataType),
    reading: `${camel}.v${version}.reading(${fields.map((field) => `'${field}'`).join(', ')})`,
    key: keyField === undefined ? 'event.id' : `event.data.${keyField}`,
    sampleKey: JSON.stringify(sampleKey),
    sums: literal(sums.map(({ name, field }) => [name, field === undefined ? '1' : `event.data.${field}`])),
    sampleSums: literal(sums.map(({ name, sample }) => [name, JSON.stringify(sample)])),
    example: JSON.stringify(example),
    samples: samples.map((sample) => ({ changes: JSON.stringify(sample.changes), read: JSON.stringify(sample.read) })),
    python: pythonValues({ snake, version, fields, keyField, sums, sampleKey, read: samples[0]?.read, changes }),
  };
}

function literal(members: readonly (readonly [name: string, code: string])[]): string {
  return `{ ${members.map(([name, code]) => `${name}: ${code}`).join(', ')} }`;
}

/** The first id that is read of every event: rows of one thing lie together, whatever happened to it. */
function sharedKey(readings: readonly EventReading[]): string | undefined {
  const [first, ...others] = readings.map(requiredTexts);
  return first?.find((name) => name.endsWith('Id') && others.every((names) => names.includes(name)));
}

function firstText(reading: EventReading): string | undefined {
  const texts = requiredTexts(reading);
  return texts.find((name) => name.endsWith('Id')) ?? texts[0];
}

function requiredTexts(reading: EventReading): readonly string[] {
  return requiredOf(reading, ['string']);
}

function numbersOf(reading: EventReading): readonly string[] {
  return requiredOf(reading, ['integer', 'number']);
}

/** Fields directly in the data that are read, always there, and of one of these types. */
function requiredOf({ model, fields }: EventReading, types: readonly string[]): readonly string[] {
  return fieldsOf(model)
    .filter(({ name, required, model: field }) => {
      const isPlain = required && field.kind === 'scalar' && !field.nullable && types.includes(field.type);
      return isPlain && fields.includes(name);
    })
    .map(({ name }) => name);
}
