import type { AlternativesModel, ContractSource, ContractVersionSource, SchemaModel } from '@tidings/event-schemas';
import { ContractSourceError } from '@tidings/event-schemas';

/** What some data shows of a schema. */
interface Shown {
  /** Paths of fields that it should show and does not. */
  readonly missing: readonly string[];
  /** Which alternatives it takes, by path and value of their tag. */
  readonly taken: readonly string[];
}

/**
 * Data of a version that together takes every alternative of its schema: the example, and fixtures that take another.
 * Each shows every field there is, also optional ones: an example that leaves one out could not show what became of it.
 * @throws {ContractSourceError} a field or an alternative is not shown.
 */
export function wholeExamples(
  { folder }: Pick<ContractSource, 'folder'>,
  { version, model, example, fixtures }: ContractVersionSource,
): readonly unknown[] {
  const shown = shownBy(model, example);
  if (shown.missing.length > 0) {
    throw new ContractSourceError(
      `${folder}/v${version}.example.json`,
      `must show every field: ${shown.missing.join(', ')}`,
    );
  }
  const taken = new Set(shown.taken);
  const examples = [example];
  for (const { data } of fixtures) {
    const more = shownBy(model, data);
    if (more.missing.length > 0 || more.taken.every((each) => taken.has(each))) continue;
    for (const each of more.taken) taken.add(each);
    examples.push(data);
  }
  assertAllTaken(folder, { version, model, taken });
  return examples;
}

function assertAllTaken(
  folder: string,
  { version, model, taken }: Pick<ContractVersionSource, 'version' | 'model'> & { readonly taken: ReadonlySet<string> },
): void {
  const left = alternativesOf(model).find((each) => !taken.has(each));
  if (left === undefined) return;
  throw new ContractSourceError(
    `${folder}/v${version}.example.json`,
    `does not take the alternative ${left}; write one with every field that does as fixtures/v${version}-<name>.json`,
  );
}

function shownBy(model: SchemaModel, value: unknown, path = ''): Shown {
  if (value === undefined || value === null) return { missing: [path], taken: [] };
  return model.kind === 'scalar' ? { missing: [], taken: [] } : shownInside(model, value as Fields, path);
}

function shownInside(model: Exclude<SchemaModel, { kind: 'scalar' }>, fields: Fields, path: string): Shown {
  switch (model.kind) {
    case 'list':
    case 'map':
      return shownByEntries(model.entries, Object.entries(fields), path);
    case 'object':
      return joined(model.fields.map(({ name, model: field }) => shownBy(field, fields[name], `${path}/${name}`)));
    case 'alternatives':
      return shownByAlternative(model, fields, path);
  }
}

function shownByAlternative({ tag, alternatives }: AlternativesModel, fields: Fields, path: string): Shown {
  const alternative = alternatives.find(({ values }) => values.includes(String(fields[tag])));
  if (alternative === undefined) return { missing: [`${path}/${tag}`], taken: [] };
  const shown = shownBy(alternative.model, fields, path);
  return { ...shown, taken: [...shown.taken, alternativeAt(path, tag, alternative.values)] };
}

type Fields = Readonly<Record<string, unknown>>;

function shownByEntries(model: SchemaModel, entries: readonly (readonly [string, unknown])[], path: string): Shown {
  if (entries.length === 0) return { missing: [`${path}/0`], taken: [] };
  const shown = joined(entries.map(([name, entry]) => shownBy(model, entry, `${path}/${name}`)));
  return { ...shown, taken: shown.taken.map((each) => withoutEntries(each, path)) };
}

/** Which entry of a list or map takes an alternative does not matter. */
function withoutEntries(taken: string, path: string): string {
  return taken.startsWith(`${path}/`) ? `${path}/*${taken.slice(path.length + 1).replace(/^[^/ ]*/, '')}` : taken;
}

function joined(all: readonly Shown[]): Shown {
  return { missing: all.flatMap(({ missing }) => missing), taken: all.flatMap(({ taken }) => taken) };
}

function alternativeAt(path: string, tag: string, values: readonly string[]): string {
  return `${path}/${tag} ${values.join('|')}`;
}

function alternativesOf(model: SchemaModel, path = ''): readonly string[] {
  switch (model.kind) {
    case 'scalar':
      return [];
    case 'list':
      return alternativesOf(model.entries, `${path}/*`);
    case 'map':
      return alternativesOf(model.entries, `${path}/*`);
    case 'object':
      return model.fields.flatMap((field) => alternativesOf(field.model, `${path}/${field.name}`));
    case 'alternatives':
      return model.alternatives.flatMap((each) => [
        alternativeAt(path, model.tag, each.values),
        ...alternativesOf(each.model, path),
      ]);
  }
}
