/** `${Name}` and `${Name.Attribute}` in a Fn::Sub text; `${!literal}` is none. */
export const SUBSTITUTION: RegExp = /\$\{([^!}][^}]*)\}/g;

function subReferences(value: unknown): readonly string[] {
  const [text, variables] = Array.isArray(value) ? (value as [string, Record<string, unknown>]) : [String(value), {}];
  const names = [...text.matchAll(SUBSTITUTION)].map((match) => (match[1] ?? '').trim().split('.')[0] ?? '');
  return [...names.filter((name) => !Object.hasOwn(variables, name)), ...referencesIn(variables)];
}

function attributeTarget(value: unknown): string {
  return Array.isArray(value) ? String(value[0]) : (String(value).split('.')[0] ?? '');
}

/** Logical ids (and parameters and pseudo parameters) that a value refers to, anywhere below. */
export function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') return typeof inner === 'string' ? [inner] : referencesIn(inner);
    if (key === 'Fn::GetAtt') return [attributeTarget(inner)];
    if (key === 'Fn::Sub') return subReferences(inner);
    return referencesIn(inner);
  });
}
