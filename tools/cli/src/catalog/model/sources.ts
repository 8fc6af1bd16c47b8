import type { Comparison, ContractSource, ContractVersionSource, JsonSchema } from '@tidings/event-schemas';
import type { Reading } from '../../readings/read-readings.ts';
import type { System } from '../../system/read-system.ts';
import type { JsonObject } from './json.ts';

/** What the catalog takes from a contract folder. */
export interface ContractFacts extends Pick<ContractSource, 'owner' | 'event' | 'type'> {
  readonly versions: readonly VersionFacts[];
}

/** What the catalog takes from one version of a contract. */
export type VersionFacts = Pick<ContractVersionSource, 'version' | 'schema' | 'example' | 'hasUpcast' | 'hasDowncast'>;

/** What the catalog is made from. */
export interface CatalogSources {
  readonly contracts: readonly ContractFacts[];
  readonly envelope: JsonObject;
  /** The deployed system as its templates say it; `undefined` when they are missing and that is allowed. */
  readonly system: System | undefined;
  readonly readings: readonly Reading[];
  readonly compare: (before: JsonSchema, after: JsonSchema) => Comparison;
}
