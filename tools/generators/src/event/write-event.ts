import type { Tree } from '@nx/devkit';
import { contractsIn, CONTRACTS } from '../contracts/tree-contracts.ts';
import type { Names } from '../workspace/names.ts';
import { addReadmeRows } from '../workspace/readme-rows.ts';
import { refuse } from '../workspace/refusal.ts';
import { exampleOf, schemaOf } from './contract-json.ts';
import { sentence } from './field-kinds.ts';
import { fieldsFromName, parseFields } from './field-list.ts';
import { writeGeneratedModules } from './generated-modules.ts';
import { writeNextVersion } from './next-version.ts';
import type { EventOptions } from './options.ts';
import { wirePublisher } from './wire-publisher.ts';

/** What is left to say of an event that was written. */
export interface WrittenEvent {
  /** Its newest version. */
  readonly version: number;
  /** The files in which people have to name it themselves. */
  readonly unwired: readonly string[];
}

/** Writes an event without formatting anything. */
export function writeEvent(tree: Tree, options: EventOptions): WrittenEvent {
  const { owner, names, next } = options;
  const folder = `${CONTRACTS}/${owner}/${names.kebab}`;
  const known = contractsIn(tree).find((contract) => contract.owner === owner && contract.event === names.kebab);
  let version = known?.versions.at(-1)?.version ?? 1;
  if (next) {
    if (known === undefined) refuse(`There is no event ${owner}/${names.kebab} yet: leave --next out to make it.`);
    version = writeNextVersion(tree, known, options);
  } else if (known === undefined) {
    writeFirstVersion(tree, folder, options);
  }
  writeGeneratedModules(tree, `${owner}/${names.kebab}`);
  const row = `| \`${names.pascal}\` | ${happened(names)} | \`publish-events\`, from the table's stream |`;
  addReadmeRows(tree, `services/${owner}/README.md`, { direction: 'out', rows: [row] });
  const contract = { camel: names.camel, module: `@tidings/events/${owner}/${names.kebab}` };
  return { version, unwired: wirePublisher(tree, owner, contract) };
}

function writeFirstVersion(tree: Tree, folder: string, { owner, names, fields, description }: EventOptions): void {
  const parsed = parseFields(fields ?? fieldsFromName(names.kebab));
  const head = { owner, event: names.kebab, type: names.pascal };
  const schema = schemaOf({ ...head, description: description ?? `${sentence(happened(names))}.` }, parsed);
  tree.write(`${folder}/v1.schema.json`, JSON.stringify(schema, undefined, 2));
  tree.write(`${folder}/v1.example.json`, JSON.stringify(exampleOf(parsed), undefined, 2));
}

/** `order-archived` → `an order was archived`. */
export function happened({ kebab }: Names): string {
  const words = kebab.split('-');
  if (words.length === 1) return `something was ${kebab}`;
  const subject = words.slice(0, -1).join(' ');
  return `${/^[aeiou]/u.test(subject) ? 'an' : 'a'} ${subject} was ${words.at(-1) ?? ''}`;
}
