import { join } from 'node:path';
import { compareSchemas, readContracts } from '@tidings/event-schemas';
import { CONTRACTS_FOLDER, ENVELOPE_FILE } from '../../contracts/contract-folder.ts';
import { filesOfWorkspace } from '../../git/workspace-files.ts';
import { readReadings } from '../../readings/read-readings.ts';
import { NoAssemblyError, type System, readSystem } from '../../system/read-system.ts';
import { asObject } from './json.ts';
import type { CatalogSources } from './sources.ts';

/** What to do about services that have not been synthesized. */
export interface ReadSourcesOptions {
  readonly allowMissingTemplates: boolean;
}

/**
 * Reads contracts, templates and declared readings of a workspace from its disk, and nothing else.
 * @throws {NoAssemblyError} a service has not been synthesized, and that is not allowed.
 */
export function readSources(workspace: string, { allowMissingTemplates }: ReadSourcesOptions): CatalogSources {
  const files = filesOfWorkspace(workspace);
  return {
    contracts: readContracts(join(workspace, CONTRACTS_FOLDER)),
    envelope: asObject(JSON.parse(files.read(ENVELOPE_FILE) ?? '{}')),
    system: systemOf(workspace, allowMissingTemplates),
    readings: readReadings(files),
    compare: compareSchemas,
  };
}

function systemOf(workspace: string, allowMissing: boolean): System | undefined {
  try {
    return readSystem(workspace);
  } catch (error) {
    if (allowMissing && error instanceof NoAssemblyError) return undefined;
    throw error;
  }
}
