import { join } from 'node:path';
import { counted } from '../site/parts.ts';
import type { CatalogFormat } from './formats.ts';

/** What was written, and where. */
export interface CatalogReport {
  readonly folder: string;
  readonly formats: readonly CatalogFormat[];
  /** Whether publishers and consumers are known. */
  readonly hasTemplates: boolean;
  readonly events: number;
  readonly versions: number;
  readonly services: number;
  /** Files. */
  readonly written: number;
  /** Files of an earlier catalog that are gone. */
  readonly removed: number;
}

const WHERE: Readonly<Record<CatalogFormat, string>> = {
  html: 'index.html',
  asyncapi: 'asyncapi.yaml',
  eventcatalog: 'eventcatalog',
};

/** The report for people. */
export function reportText(report: CatalogReport): string {
  const { events, versions, services, written, removed, folder, formats } = report;
  const gone = removed === 0 ? '' : `, ${counted(removed, 'old file')} removed`;
  const lines = [
    `${counted(events, 'event')} in ${counted(versions, 'version')}, ${counted(services, 'service')}: ${counted(written, 'file')}${gone}`,
    ...formats.map((format) => `  ${format.padEnd(13)} ${join(folder, WHERE[format])}`),
    ...(report.hasTemplates
      ? []
      : ['  Without templates: publishers and consumers are missing. Run `npx nx run-many -t synth` first.']),
  ];
  return `${lines.join('\n')}\n`;
}
