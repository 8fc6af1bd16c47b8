import { stringify } from 'yaml';
import type { Catalog } from '../model/catalog.ts';
import type { OutputFile } from '../output/output-file.ts';
import { asyncApiDocument } from './document.ts';

/** The AsyncAPI document, once in YAML and once in JSON. */
export function asyncApiFiles(catalog: Catalog): readonly OutputFile[] {
  const document = asyncApiDocument(catalog);
  return [
    { path: 'asyncapi.yaml', text: stringify(document, { aliasDuplicateObjects: false, lineWidth: 120 }) },
    { path: 'asyncapi.json', text: `${JSON.stringify(document, null, 2)}\n` },
  ];
}
