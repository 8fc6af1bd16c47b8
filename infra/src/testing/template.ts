/** One resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** A synthesized template, as CloudFormation reads it. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly Outputs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Nothing in the template answers to that name. */
export class NotInTemplateError extends Error {
  override readonly name = 'NotInTemplateError';

  constructor(what: string) {
    super(`The template has no ${what}.`);
  }
}

/** Logical ids and properties of all resources of one type. */
export function ofType(
  template: Template,
  type: string,
): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => [id, resource.Properties ?? {}] as const);
}

/** The logical id that a `Ref` or `Fn::GetAtt` speaks of, or undefined for any other value. */
export function referredId(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('Ref' in value && typeof value.Ref === 'string') return value.Ref;
  if ('Fn::GetAtt' in value && Array.isArray(value['Fn::GetAtt'])) return String(value['Fn::GetAtt'][0]);
  return undefined;
}

/** A value inside nested objects and lists, or undefined where the way ends. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[String(key)] : undefined,
    value,
  );
}

/** A list inside nested objects; a single value counts as a list of one, nothing as an empty list. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = valueAt(value, ...path);
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

/** A logical id without the hash that the library adds to it. */
export function readableId(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}
