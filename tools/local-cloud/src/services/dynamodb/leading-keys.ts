import type { Json } from '../../core/aws-error.ts';

/** Name of the partition key of a table or of one of its indexes; undefined when there is no such table. */
export type PartitionKeyOf = (tableName: string, indexName: string | undefined) => string | undefined;

/** `name = :value` or the other way round, as a key condition must say it of the partition key. */
const EQUALITY = /([#\w.-]+)\s*=\s*(:\w+)|(:\w+)\s*=\s*([#\w.-]+)/gu;

const asText = (value: unknown): readonly string[] => {
  const text = typeof value === 'object' && value !== null ? (Object.values(value)[0] as unknown) : undefined;
  return typeof text === 'string' ? [text] : [];
};

/** Name and value of each equality in a key condition, as they are written. */
const equalities = (expression: string): readonly (readonly [string, string])[] =>
  [...expression.matchAll(EQUALITY)].map(
    ([, left = '', right = '', first = '', last = '']) => [left + last, right + first] as const,
  );

function ofExpression(input: Json, partitionKey: string): readonly string[] {
  const names = (input['ExpressionAttributeNames'] ?? {}) as Readonly<Record<string, string>>;
  const values = (input['ExpressionAttributeValues'] ?? {}) as Json;
  const expression = typeof input['KeyConditionExpression'] === 'string' ? input['KeyConditionExpression'] : '';
  const found = equalities(expression).find(([name]) => (names[name] ?? name) === partitionKey);
  return found === undefined ? [] : asText(values[found[1]]);
}

function ofCondition(input: Json, partitionKey: string): readonly string[] {
  const conditions = (input['KeyConditions'] ?? {}) as Readonly<
    Record<string, { readonly AttributeValueList?: readonly unknown[] }>
  >;
  return (conditions[partitionKey]?.AttributeValueList ?? []).flatMap(asText);
}

/**
 * The partition keys that a request on one table names, for the condition key `dynamodb:LeadingKeys`; none for a scan.
 * docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function leadingKeys(input: Json, partitionKey: string): readonly string[] {
  const item = (input['Item'] ?? input['Key']) as Json | undefined;
  if (item !== undefined && item !== null) return asText(item[partitionKey]);
  return input['KeyConditionExpression'] === undefined
    ? ofCondition(input, partitionKey)
    : ofExpression(input, partitionKey);
}
