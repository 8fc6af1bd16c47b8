import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A resource of a template, as far as changes are told from it. */
export interface TemplateResource {
  readonly Type: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

export type TemplateResources = Readonly<Record<string, TemplateResource>>;

const TEMPLATE = '.template.json';
const isDescription = (file: string): boolean => file.endsWith(TEMPLATE) || file.endsWith('.assets.json');

/** Hash of what an assembly says: its templates, and its assets by their own hashes. The same text is the same stack. */
export function fingerprint(assembly: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(assembly).filter(isDescription).toSorted())
    hash.update(file).update(readFileSync(join(assembly, file)));
  return hash.digest('hex');
}

/** The resources of each stack of an assembly, by the stack's name. */
export function readResources(assembly: string): ReadonlyMap<string, TemplateResources> {
  const templates = readdirSync(assembly).filter((file) => file.endsWith(TEMPLATE));
  return new Map(
    templates.map((file) => {
      const { Resources } = JSON.parse(readFileSync(join(assembly, file), 'utf8')) as { Resources?: TemplateResources };
      return [file.slice(0, -TEMPLATE.length), Resources ?? {}];
    }),
  );
}

/** Links an assembly's files into another folder: they stay there when the next synthesis replaces the first. */
export function keepAssembly(assembly: string, into: string): void {
  mkdirSync(into, { recursive: true });
  for (const entry of readdirSync(assembly, { withFileTypes: true })) {
    const [from, to] = [join(assembly, entry.name), join(into, entry.name)];
    if (entry.isDirectory()) keepAssembly(from, to);
    else linkSync(from, to);
  }
}
