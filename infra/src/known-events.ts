import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type EventSchemas, type JsonSchema, readContracts } from '@tidings/event-schemas';

/** What rules are held against: every contract there is, and what every event says about itself. */
export interface KnownEvents {
  readonly events: readonly EventSchemas[];
  readonly envelope: JsonSchema;
}

/**
 * Reads the contract folders from the disk. They are not imported: then every stack would depend on every event.
 * @throws {ContractSourceError} a folder breaks the rules of contract folders.
 */
export function readKnownEvents(): KnownEvents {
  const sources = dirname(createRequire(import.meta.url).resolve('@tidings/events'));
  const contracts = readContracts(join(sources, '../contracts'));
  return {
    events: contracts.map(({ owner, type, versions }) => ({ source: owner, type, versions })),
    envelope: JSON.parse(readFileSync(join(sources, 'envelope.schema.json'), 'utf8')) as JsonSchema,
  };
}
