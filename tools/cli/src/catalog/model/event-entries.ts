import type { CatalogEvent, CatalogVersion, VersionChange, VersionStatus } from './catalog.ts';
import { consumersOf } from './consumers.ts';
import { fieldsOf } from './fields.ts';
import { asObject, asText, byText, distinct } from './json.ts';
import type { CatalogSources, ContractFacts, VersionFacts } from './sources.ts';

/** Every contract as an entry of the catalog. */
export function eventEntries(sources: CatalogSources): readonly CatalogEvent[] {
  return sources.contracts
    .map((contract) => eventEntry(contract, sources))
    .toSorted((a, b) => byText(a.owner, b.owner) || byText(a.type, b.type));
}

function eventEntry(contract: ContractFacts, sources: CatalogSources): CatalogEvent {
  const { owner, event, type } = contract;
  const id = `${owner}/${event}`;
  const versions = contract.versions.map((version) => versionEntry(version, contract, sources)).toReversed();
  const [newest] = versions;
  if (newest === undefined) throw new TypeError(`${id} has no version.`);
  const consumers = consumersOf(contract, sources);
  const publishers = publishersOf(contract, sources);
  return { id, owner, slug: event, type, description: newest.description, versions, newest, publishers, consumers };
}

function publishersOf({ owner, type }: ContractFacts, { system }: CatalogSources): readonly string[] {
  const publishing = (system?.functions ?? []).filter(
    ({ handler, publishes }) => handler.startsWith(`${owner}/`) && publishes.includes(type),
  );
  return distinct(publishing.map(({ handler }) => handler));
}

function versionEntry(source: VersionFacts, contract: ContractFacts, sources: CatalogSources): CatalogVersion {
  const schema = asObject(source.schema);
  const change = changeOf(source, contract, sources);
  return {
    version: source.version,
    schema,
    example: source.example,
    description: asText(schema['description']),
    fields: fieldsOf(schema),
    status: statusOf(source, contract),
    hasUpcast: source.hasUpcast,
    hasDowncast: source.hasDowncast,
    ...(change === undefined ? {} : { change }),
  };
}

/** An older version is published as long as every version after it says how to go down one. */
function statusOf(source: VersionFacts, contract: ContractFacts): VersionStatus {
  const later = contract.versions.filter(({ version }) => version > source.version);
  if (asObject(source.schema)['deprecated'] === true) return 'deprecated';
  if (later.length === 0) return 'newest';
  return later.every(({ hasDowncast }) => hasDowncast) ? 'alongside' : 'stored';
}

function changeOf(
  source: VersionFacts,
  contract: ContractFacts,
  { compare }: CatalogSources,
): VersionChange | undefined {
  const before = contract.versions.find(({ version }) => version === source.version - 1);
  if (before === undefined) return undefined;
  const { backward, forward } = compare(before.schema, source.schema);
  const reasons = (list: typeof backward): readonly string[] => [...new Set(list.map(({ reason }) => reason))];
  return { from: before.version, backward: reasons(backward), forward: reasons(forward) };
}
