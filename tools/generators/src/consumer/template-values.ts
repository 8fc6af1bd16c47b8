import type { EventReading } from '../contracts/fields.ts';
import type { Names } from '../workspace/names.ts';
import { type EventValues, eventValues } from './event-values.ts';

/** Everything that the templates of a consumer spell out. */
export interface ConsumerValues {
  readonly service: string;
  readonly names: Names;
  /** `gift-ledger`: in file names. */
  readonly name: string;
  /** `gift_ledger`: in file names. */
  readonly snake: string;
  readonly events: readonly EventValues[];
  /** `OrderPlaced and OrderCancelled`. */
  readonly eventList: string;
  /** Imports of the contracts, a line each. */
  readonly contractImports: string;
  /** The same, with the types of their data. */
  readonly typedContractImports: string;
  /** Imports of types that the domain does not spell itself. */
  readonly domainImports: string;
  /** The same in Python. */
  readonly pythonImports: string;
  /** The pattern of the rule, as the contracts spell it. */
  readonly rulePattern: string;
}

/** Spells a consumer. */
export function consumerValues(service: string, names: Names, readings: readonly EventReading[]): ConsumerValues {
  const events = eventValues(readings);
  const byPath = events.toSorted((left, right) => (left.path < right.path ? -1 : 1));
  const imports = (what: (event: EventValues) => string): string =>
    byPath.map((event) => `import ${what(event)} from '@tidings/events/${event.path}';`).join('\n');
  const borrowing = byPath.filter(({ factsType, dataType }) => factsType.includes(`${dataType}[`));
  return {
    service,
    names,
    name: names.kebab,
    snake: names.snake,
    events,
    eventList: sentenceList(events.map(({ type }) => type)),
    contractImports: imports(({ camel }) => `{ ${camel} }`),
    typedContractImports: imports(({ camel, dataType }) => `{ ${camel}, type ${dataType} }`),
    domainImports: borrowing
      .map(({ path, dataType }) => `import type { ${dataType} } from '@tidings/events/${path}';`)
      .join('\n'),
    pythonImports: byPath
      .map(({ path, snake }) => `from tidings_contracts.${pythonModule(path)} import ${snake}`)
      .join('\n'),
    rulePattern: rulePattern(events),
  };
}

function pythonModule(path: string): string {
  return path.replaceAll('-', '_').replaceAll('/', '.');
}

function rulePattern(events: readonly EventValues[]): string {
  const [first, ...others] = events;
  if (first === undefined || others.length === 0) return `${first?.camel}.pattern()`;
  if (events.some(({ owner }) => owner !== first.owner)) {
    return `{ $or: [${events.map(({ camel }) => `${camel}.pattern()`).join(', ')}] }`;
  }
  const types = events.map(({ camel }) => `...${camel}.pattern()['detail-type']`);
  return `{ source: ${first.camel}.pattern().source, 'detail-type': [${types.join(', ')}] }`;
}

function sentenceList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
