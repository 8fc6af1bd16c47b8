import type { PropertyShape, ResourceProvider } from '../core/resource.ts';
import type { AwsService } from '../core/service.ts';

/** What an AWS SDK's client knows of a service, to tell yes from no. */
export interface KnownOperations {
  /** Name of our service, for example `sqs`. */
  readonly service: string;
  /** Every operation of AWS's API. */
  readonly operations: readonly string[];
}

const list = (names: readonly string[]): string =>
  names.length === 0 ? '–' : names.map((name) => `\`${name}\``).join(' ');

function operationRow(service: AwsService, known: readonly KnownOperations[]): string {
  const implemented = Object.keys(service.operations).toSorted();
  const all = known.find((one) => one.service === service.name)?.operations;
  const missing = all?.filter((operation) => !implemented.includes(operation)).toSorted();
  return `| ${service.name} | ${list(implemented)} | ${missing ? list(missing) : 'not listed'} |`;
}

function propertyNames(shape: PropertyShape): readonly string[] {
  return shape === 'any' || Array.isArray(shape) ? [] : Object.keys(shape).toSorted();
}

const resourceRow = ({ type, properties, inert }: ResourceProvider): string =>
  `| \`${type}\` | ${inert ?? 'yes'} | ${list(propertyNames(properties))} |`;

const byType = (left: ResourceProvider, right: ResourceProvider): number => left.type.localeCompare(right.type);

export interface SupportTableInput {
  readonly services: readonly AwsService[];
  readonly providers: readonly ResourceProvider[];
  readonly known: readonly KnownOperations[];
}

/** Markdown: operations by service, yes and no, then resource types with the properties that are honoured. */
export function supportTable({ services, providers, known }: SupportTableInput): string {
  return [
    '| service | yes | no |',
    '| --- | --- | --- |',
    ...services.map((service) => operationRow(service, known)),
    '',
    '| resource type | implemented | properties |',
    '| --- | --- | --- |',
    ...providers.toSorted(byType).map(resourceRow),
  ].join('\n');
}

const START = '<!-- support table: start -->';
const END = '<!-- support table: end -->';

/** The text with its table replaced. Returns the text unchanged when the markers are missing. */
export function withTable(text: string, table: string): string {
  const start = text.indexOf(START);
  const end = text.indexOf(END);
  if (start < 0 || end < 0) return text;
  return `${text.slice(0, start + START.length)}\n\n${table}\n\n${text.slice(end)}`;
}
