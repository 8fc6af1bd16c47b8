import { type Answer, between, certain, every } from './answer.ts';
import { canonicalValue } from './canonical.ts';
import { isSchema, numberIn, schemaList } from './json-schema.ts';

type Schema = Readonly<Record<string, unknown>>;
type Ask = (schema: unknown, value: unknown) => Answer;

/** Whether a list keeps the keywords about lists. */
export function listKeywords(schema: Schema, list: readonly unknown[], ask: Ask): Answer {
  return every(
    [
      () => certain(list.length >= (numberIn(schema['minItems']) ?? 0)),
      () => certain(list.length <= (numberIn(schema['maxItems']) ?? Infinity)),
      () => certain(schema['uniqueItems'] !== true || new Set(list.map(canonicalValue)).size === list.length),
      () => entriesHold(schema, list, ask),
      () => containedHold(schema, list, ask),
    ],
    (rule) => rule(),
  );
}

function entriesHold(schema: Schema, list: readonly unknown[], ask: Ask): Answer {
  const prefix = schemaList(schema['prefixItems']);
  const rest = schema['items'];
  return every(
    list.map((entry, index) => ({ entry, schema: index < prefix.length ? prefix[index] : rest })),
    ({ entry, schema: own }) => (isSchema(own) ? ask(own, entry) : 'yes'),
  );
}

function containedHold(schema: Schema, list: readonly unknown[], ask: Ask): Answer {
  if (schema['contains'] === undefined) return 'yes';
  const answers = list.map((entry) => ask(schema['contains'], entry));
  return between(answers, numberIn(schema['minContains']) ?? 1, numberIn(schema['maxContains']) ?? Infinity);
}
