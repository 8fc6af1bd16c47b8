/** One resource of a CloudFormation template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** A synthesized CloudFormation template, as far as rules and functions need it. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, unknown>>;
}

/** A resource with its logical id. */
export interface Located {
  readonly id: string;
  readonly resource: TemplateResource;
}

/** All resources of one type, in the template's order. */
export function resourcesOf(template: Template, type: string): readonly Located[] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({ id, resource }));
}

/** A value inside nested objects and lists, or undefined where the way ends. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[key] : undefined),
    value,
  );
}

/** A list inside nested objects; a single value counts as a list of one, nothing as an empty list. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = valueAt(value, ...path);
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

const SUBSTITUTION = /\$\{([A-Za-z0-9:]+)(?:\.[^}]*)?\}/g;

/** Logical ids that `Ref`, `Fn::GetAtt` and `Fn::Sub` name anywhere below a value. */
export function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => referencesIn(each));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => referencesOf(key, inner));
}

function referencesOf(key: string, inner: unknown): readonly string[] {
  if (key === 'Ref') return [String(inner)];
  if (key === 'Fn::GetAtt') return [String(Array.isArray(inner) ? inner[0] : inner).split('.')[0] ?? ''];
  if (key !== 'Fn::Sub') return referencesIn(inner);
  const text = String(Array.isArray(inner) ? inner[0] : inner);
  return [...referencesIn(inner), ...[...text.matchAll(SUBSTITUTION)].map(([, id]) => id ?? '')];
}
