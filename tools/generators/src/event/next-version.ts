import type { Tree } from '@nx/devkit';
import type { ContractSource } from '@tidings/event-schemas';
import { refuse } from '../workspace/refusal.ts';

/** Which functions between the versions are begun. */
export interface Begun {
  readonly upcast: boolean;
  readonly downcast: boolean;
}

/**
 * Copies an event's newest version as the next one, for people to edit, and begins its upcaster and downcaster if wanted.
 * @returns the number of the new version.
 * @throws {GeneratorRefusalError} the newest version is still a copy of the one before.
 */
export function writeNextVersion(tree: Tree, contract: ContractSource, begun: Begun): number {
  const newest = contract.versions.at(-1);
  if (newest === undefined) return refuse(`${contract.type} has no version yet.`);
  const { folder, owner, event } = contract;
  const { version } = newest;
  const next = version + 1;
  const text = tree.read(`${folder}/v${version}.schema.json`, 'utf8') ?? '';
  assertEdited(tree, contract, version);
  tree.write(`${folder}/v${next}.schema.json`, text.replace(idOf(owner, event, version), idOf(owner, event, next)));
  tree.write(`${folder}/v${next}.example.json`, tree.read(`${folder}/v${version}.example.json`, 'utf8') ?? '');
  if (begun.upcast) writeUpcast(tree, contract, version);
  if (begun.downcast) writeDowncast(tree, contract, next);
  return next;
}

function assertEdited(tree: Tree, { folder, owner, event, type }: ContractSource, version: number): void {
  if (version === 1) return;
  const textOf = (each: number): string => {
    const text = tree.read(`${folder}/v${each}.schema.json`, 'utf8') ?? '';
    return text.replace(idOf(owner, event, each), '');
  };
  if (textOf(version) !== textOf(version - 1)) return;
  refuse(`${type} v${version} is still a copy of v${version - 1}: edit ${folder}/v${version}.schema.json first.`);
}

function idOf(owner: string, event: string, version: number): string {
  return `urn:tidings:${owner}:${event}:v${version}`;
}

/** An upcaster that changes nothing yet: what it adds belongs into it. */
function writeUpcast(tree: Tree, { folder, type }: ContractSource, from: number): void {
  const to = from + 1;
  const typescript = [
    `import type { ${type}V${from}, ${type}V${to} } from './index.ts';`,
    '',
    `/** Version ${from} → version ${to}: what version ${to} has besides is filled in here. Pure; the data has been validated. */`,
    'export function upcast(data: unknown): unknown {',
    `  const before = data as ${type}V${from};`,
    `  const after: ${type}V${to} = { ...before };`,
    '  return after;',
    '}',
    '',
  ];
  const python = [
    `"""Version ${from} → version ${to}: what version ${to} has besides is filled in here. Pure; the data has been validated."""`,
    '',
    'from collections.abc import Mapping',
    'from typing import Any',
    '',
    '',
    'def upcast(data: Mapping[str, Any]) -> Mapping[str, Any]:',
    `    """Answers the data as version ${to} has it."""`,
    '    return {**data}',
    '',
  ];
  tree.write(`${folder}/upcast-v${from}.ts`, typescript.join('\n'));
  tree.write(`${folder}/upcast_v${from}.py`, python.join('\n'));
}

/** A downcaster that changes nothing yet: what the version before does not have is taken out in it. Publishers alone run it. */
function writeDowncast(tree: Tree, { folder, type }: ContractSource, from: number): void {
  const to = from - 1;
  const lines = [
    `import type { ${type}V${to}, ${type}V${from} } from './index.ts';`,
    '',
    `/** Version ${from} → version ${to}, which is published beside it. Pure; the data has been validated, and what comes out is. */`,
    'export function downcast(data: unknown): unknown {',
    `  const after = data as ${type}V${from};`,
    `  const before: ${type}V${to} = { ...after };`,
    '  return before;',
    '}',
    '',
  ];
  tree.write(`${folder}/downcast-v${from}.ts`, lines.join('\n'));
}
