import { stringify } from 'yaml';
import type { JsonObject } from '../model/json.ts';

/** A page of an EventCatalog: its facts, then its text. */
export function mdxPage(facts: JsonObject, text: readonly string[]): string {
  return `---\n${stringify(facts, { lineWidth: 0, aliasDuplicateObjects: false })}---\n\n${text.join('\n\n')}\n`;
}

/** Text that MDX shows as it is: nothing in it is a tag, an expression or Markdown. */
export function mdxText(text: string): string {
  return text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('{', '&#123;')
    .replaceAll('}', '&#125;')
    .replaceAll(/[!#*[\\\]_`|~]/gu, String.raw`\$&`)
    .replace(/^(import|export)\b/u, '&#8203;$1')
    .replace(/^([-+]|\d+\.)/u, String.raw`\$1`);
}

/** Version of a contract as EventCatalog writes versions: a compatible or breaking change is another whole version. */
export function catalogVersion(version: number): string {
  return `${version}.0.0`;
}

/** The services themselves have no versions; EventCatalog wants one. */
export const SERVICE_VERSION = '1.0.0';
