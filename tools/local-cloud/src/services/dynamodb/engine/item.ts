/** An attribute value as DynamoDB's JSON writes it: `{ "S": "text" }`, `{ "N": "1" }`, `{ "M": {…} }`. */
export type AttributeValue = Readonly<Record<string, unknown>>;

/** An item by attribute name. Items are never changed once they are stored. */
export type Item = Readonly<Record<string, AttributeValue>>;

const asMembers = (value: unknown): readonly string[] => [...(value as readonly string[])].sort();

const sameMembers = (left: unknown, right: unknown): boolean => {
  const a = asMembers(left);
  const b = asMembers(right);
  return a.length === b.length && a.every((member, index) => member === b[index]);
};

function sameList(left: readonly AttributeValue[], right: readonly AttributeValue[]): boolean {
  return left.length === right.length && left.every((value, index) => sameValue(value, right[index]));
}

type Comparison = (left: unknown, right: unknown) => boolean;

/** How two values of one type are compared; all others are scalars. */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  SS: sameMembers,
  NS: sameMembers,
  BS: sameMembers,
  L: (left, right) => sameList(left as readonly AttributeValue[], right as readonly AttributeValue[]),
  M: (left, right) => sameItem(left as Item, right as Item),
};

function sameValue(left: AttributeValue, right: AttributeValue | undefined): boolean {
  const type = Object.keys(left)[0] ?? '';
  const other = right?.[type];
  if (other === undefined) return false;
  const compare = COMPARISONS[type];
  return compare === undefined ? left[type] === other : compare(left[type], other);
}

/** True when both hold the same attributes with the same values; sets have no order. */
export function sameItem(left: Item, right: Item): boolean {
  if (left === right) return true;
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => sameValue(left[name] ?? {}, right[name]));
}
