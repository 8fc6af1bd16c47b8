import type { Tree } from '@nx/devkit';
import { type FormatConfig, format } from 'oxfmt';
import { readJsonFile } from './json-file.ts';
import { refuse } from './refusal.ts';

/** What the formatter formats here; the rest is left as it was written. */
const FORMATTED = /(?<!package|package-lock)\.(?:ts|json)$/u;
const NOT_FORMATTED = /(?:^|\/)generated\/|^libs\/events\/contracts\/.*\/index\.ts$/u;

/** Formats every file that the generator has written, as `npm run format` would. */
export async function formatChanges(tree: Tree): Promise<void> {
  const { $schema: _schema, ignorePatterns: _patterns, ...rules } = readJsonFile(tree, '.oxfmtrc.json');
  for (const { path, type, content } of tree.listChanges()) {
    if (type === 'DELETE' || content === null || !FORMATTED.test(path) || NOT_FORMATTED.test(path)) continue;
    const { code, errors } = await format(path, content.toString('utf8'), rules as FormatConfig);
    const [error] = errors;
    if (error !== undefined)
      refuse(`${path} would not be valid: ${error.message}. This is a mistake of the generator.`);
    tree.write(path, code);
  }
}
