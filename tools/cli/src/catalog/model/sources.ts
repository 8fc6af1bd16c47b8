import type { Comparison, ContractSource, JsonSchema } from '@tidings/event-schemas';
import type { Reading } from '../../readings/read-readings.ts';
import type { System } from '../../system/read-system.ts';
import type { JsonObject } from './json.ts';

/** What the catalog is made from. */
export interface CatalogSources {
  readonly contracts: readonly ContractSource[];
  readonly envelope: JsonObject;
  /** The deployed system as its templates say it; `undefined` when they are missing and that is allowed. */
  readonly system: System | undefined;
  readonly readings: readonly Reading[];
  readonly compare: (before: JsonSchema, after: JsonSchema) => Comparison;
}
