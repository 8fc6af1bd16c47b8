import type { Json } from '../../../core/aws-error.ts';

/** Tags as templates write them: `[{ Key, Value }]`. */
export function readTemplateTags(properties: Json): Readonly<Record<string, string>> {
  const tags = (properties['Tags'] ?? []) as readonly { readonly Key: string; readonly Value: string }[];
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}
