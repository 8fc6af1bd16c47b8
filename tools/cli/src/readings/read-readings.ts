import type { FileTree } from '@tidings/event-schemas';
import type { EventPath } from '../contracts/contract-folder.ts';
import { readConsumers } from './read-consumers.ts';

/** One declared reading, on its own. */
export interface Reading {
  /** `orders/order-placed` */
  readonly contract: EventPath;
  readonly service: string;
  /** `project-sales` */
  readonly handler: string;
  /** It takes this version and later ones. */
  readonly version: number;
  /** Dotted paths inside the data; `''` is all of it. */
  readonly fields: readonly string[];
  readonly language: 'typescript' | 'python';
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Every reading that the handlers of a tree declare. Declarations that cannot be read are left to the check. */
export function readReadings(tree: FileTree): readonly Reading[] {
  return readConsumers(tree).flatMap(({ name, file, readings }) => {
    const [service = '', handler = ''] = name.split('/');
    const language = file.endsWith('.py') ? 'python' : 'typescript';
    return readings.map(({ event, version, fields, line }) => ({
      contract: event,
      service,
      handler,
      version,
      fields,
      language,
      file,
      line,
    }));
  });
}
