import type { Tree } from '@nx/devkit';
import type { Json } from './json-file.ts';
import { refuse } from './refusal.ts';

/** A list in a JSON file: under a key of the file's object, or the file itself. */
export interface ListPlace {
  readonly path: string;
  readonly key?: string;
}

/**
 * Adds an entry at the end of a list in a JSON file, unless one like it is there. The rest of the file keeps its layout.
 * @throws {GeneratorRefusalError} the file has no such list.
 */
export function addToList(tree: Tree, place: ListPlace, entry: Json): void {
  const text = tree.read(place.path, 'utf8') ?? '';
  const { start, end } = listIn(text, place);
  const list = JSON.parse(text.slice(start, end + 1)) as readonly Json[];
  const wanted = JSON.stringify(entry);
  if (list.some((each) => isLike(each, entry))) return;
  const before = text.slice(0, end).trimEnd();
  const comma = list.length === 0 ? '' : ',';
  const indent = /\n[ ]*$/u.exec(text.slice(0, end))?.[0];
  const written = spaced(wanted);
  const added = indent === undefined ? `${comma} ${written}` : `${comma}${indent}  ${written}${indent}`;
  tree.write(place.path, `${before}${list.length === 0 ? written : added}${text.slice(end)}`);
}

/** Entries are alike when they are equal, or objects whose first members are: the first member names an entry. */
function isLike(one: Json, other: Json): boolean {
  const nameOf = (value: Json): string =>
    JSON.stringify(typeof value === 'object' && value !== null ? Object.entries(value)[0] : value);
  return nameOf(one) === nameOf(other);
}

/** `{"a":1,"b":[]}` → `{ "a": 1, "b": [] }`, as the formatter keeps it. Texts hold no structure here. */
function spaced(json: string): string {
  return json.replaceAll('{"', '{ "').replaceAll('"}', '" }').replaceAll('":', '": ').replaceAll(',"', ', "');
}

function listIn(text: string, { path, key }: ListPlace): { readonly start: number; readonly end: number } {
  const at = key === undefined ? 0 : text.indexOf(`"${key}":`);
  const start = at === -1 ? -1 : text.indexOf('[', at);
  const end = start === -1 ? -1 : endOfList(text, start);
  if (end === -1) refuse(`${path} has no list${key === undefined ? '' : ` "${key}"`}: mend it first.`);
  return { start, end };
}

/** Where the list ends that begins at a bracket; brackets inside texts do not count. */
function endOfList(text: string, start: number): number {
  let depth = 0;
  for (const { 0: token, index } of text.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[[\]]/gu)) {
    if (token === '[') depth += 1;
    if (token === ']') depth -= 1;
    if (depth === 0) return start + index;
  }
  return -1;
}
