/**
 * Whether no two values of a list are equal, as JSON Schema compares them: by value, and objects whatever the order of
 * their keys. In time linear in the list.
 */
export function areUnique(list: readonly unknown[]): boolean {
  const seen = new Set<unknown>();
  for (const value of list) {
    const key = typeof value === 'object' && value !== null ? JSON.stringify(value, sortedKeys) : value;
    const distinct = typeof value === 'string' ? `"${value}` : key;
    if (seen.has(distinct)) return false;
    seen.add(distinct);
  }
  return true;
}

function sortedKeys(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
