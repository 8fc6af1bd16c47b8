import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Tree } from '@nx/devkit';
import { createTree } from '@nx/devkit/testing';
import { formatChanges } from '../workspace/format-changes.ts';

/** Data of `ParcelSent`, the first event of the planted workspace. */
const PARCEL = {
  parcelId: '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21',
  contact: { email: 'ada@example.com' },
  country: 'GB',
  weightGrams: 300,
  items: [{ sku: 'MUG', quantity: 2 }],
  sentAt: '2026-01-05T09:30:00.000Z',
  replyTo: 'ada@example.com',
  note: 'fragile',
};

const TEXT = { description: 'A text.', type: 'string' };
const COUNT = { description: 'How many.', type: 'integer', minimum: 0, maximum: 1_000 };
const ID = { description: 'Identifies it: a UUID.', type: 'string', format: 'uuid' };
const EMAIL = { description: 'Address.', type: 'string', format: 'email' };

const PROPERTIES = {
  parcelId: ID,
  contact: { description: 'Who.', type: 'object', required: ['email'], properties: { email: EMAIL } },
  country: TEXT,
  weightGrams: COUNT,
  items: {
    description: 'What is in it.',
    type: 'array',
    items: { description: 'One.', type: 'object', required: ['sku'], properties: { sku: TEXT, quantity: COUNT } },
  },
  sentAt: { description: 'When. UTC.', type: 'string', format: 'date-time' },
  replyTo: EMAIL,
  note: TEXT,
};

function schema(owner: string, event: string, properties: Readonly<Record<string, unknown>>): object {
  const title = event.replaceAll(/(?:^|-)([a-z])/gu, (_, letter: string) => letter.toUpperCase());
  const $id = `urn:tidings:${owner}:${event}:v1`;
  const required = Object.keys(properties).filter((name) => name !== 'note');
  return { $id, title, description: 'It happened.', type: 'object', required, properties };
}

const STACK = `import { parcelSent } from '@tidings/events/depot/parcel-sent';
import { Publisher } from '@tidings/infra';
export function makeDepotStack(stack, history) {
  new Publisher(stack, history, { contracts: [parcelSent] });
}
`;

const COMPOSITION = `import { parcelSent } from '@tidings/events/depot/parcel-sent';
const CONTRACTS = [parcelSent];
export const composePublisher = () => makePublisher({ contracts: CONTRACTS });
`;

const README = `# depot

## Events in and out

| out | when | handler |
| --- | --- | --- |
| \`ParcelSent\` | a customer sent one | \`publish-events\`, from the stream |

## Decisions

None.
`;

const LOCK = {
  name: 'planted',
  packages: {
    '': { name: 'planted' },
    infra: { name: '@tidings/infra', version: '0.1.0' },
    'libs/events': { name: '@tidings/events', version: '0.1.0' },
    'libs/event-store': { name: '@tidings/event-store', version: '0.1.0' },
    'libs/http-api': { name: '@tidings/http-api', version: '0.1.0' },
    'libs/messaging': { name: '@tidings/messaging', version: '0.1.0' },
    'node_modules/@aws-sdk/client-dynamodb': { version: '3.1.0' },
    'node_modules/@tidings/depot': { resolved: 'services/depot', link: true },
    'node_modules/@tidings/messaging': { resolved: 'libs/messaging', link: true },
    'services/depot': { name: '@tidings/depot', version: '0.1.0', dependencies: {}, devDependencies: {} },
  },
};

/** The configuration of a small workspace, by path; objects are JSON. */
const FILES: Readonly<Record<string, string | object>> = {
  'tsconfig.json': '{\n  "files": [],\n  "references": [{ "path": "services/depot" }]\n}\n',
  'e2e/project.json': '{ "name": "e2e", "implicitDependencies": ["infra", "depot"] }\n',
  'infra/deploy-order.json': '[\n  { "project": "infra", "directory": "infra" }\n]\n',
  'package-lock.json': LOCK,
  'services/depot/project.json': { name: 'depot' },
  'services/depot/package.json': { name: '@tidings/depot', dependencies: {}, devDependencies: {} },
  'services/depot/README.md': README,
  'services/depot/infra/depot-stack.ts': STACK,
  'services/depot/src/composition.ts': COMPOSITION,
  'services/depot/src/domain/labels.ts': 'export const labels = 1;\n',
  'libs/events/package.json': { name: '@tidings/events' },
  'libs/python/project.json': { name: 'snakes' },
  'tools/command/package.json': { name: '@tidings/cli' },
  'infra/project.json': { name: 'stacks' },
  'libs/events/contracts/depot/parcel-sent/v1.schema.json': schema('depot', 'parcel-sent', PROPERTIES),
  'libs/events/contracts/depot/parcel-sent/v1.example.json': PARCEL,
  'libs/events/contracts/depot/parcel-lost/v1.schema.json': schema('depot', 'parcel-lost', {
    parcelId: ID,
    reason: TEXT,
  }),
  'libs/events/contracts/depot/parcel-lost/v1.example.json': { parcelId: PARCEL.parcelId, reason: 'rain' },
  'libs/events/contracts/crew/shift-begun/v1.schema.json': schema('crew', 'shift-begun', {
    contact: PROPERTIES.contact,
  }),
  'libs/events/contracts/crew/shift-begun/v1.example.json': { contact: PARCEL.contact },
};

/** A tree in memory of a workspace with the service depot and three events, formatted as this workspace is. */
export async function plantedWorkspace(): Promise<Tree> {
  const tree = createTree();
  const rules = resolve(import.meta.dirname, '../../../../.oxfmtrc.json');
  tree.write('.oxfmtrc.json', readFileSync(rules));
  for (const [path, content] of Object.entries(FILES)) {
    tree.write(path, typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`);
  }
  await formatChanges(tree);
  return tree;
}

/** Every file of a tree with its text, sorted by path. */
export function filesIn(tree: Tree): ReadonlyMap<string, string> {
  const files = tree.listChanges().map(({ path, content }) => [path, content?.toString('utf8') ?? ''] as const);
  return new Map(files.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** Paths of the files that differ between two states of a tree, sorted. */
export function changedFiles(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).toSorted();
}

/** The text of a file that has to be there. */
export function textOf(tree: Tree, path: string): string {
  const text = tree.read(path, 'utf8');
  if (text === null) throw new TypeError(`${path} was not written`);
  return text;
}
