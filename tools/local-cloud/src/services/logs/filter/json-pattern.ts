import { NotImplementedLocallyError } from '../../../core/aws-error.ts';
import { invalidParameter } from '../errors.ts';

type Test = (value: unknown) => boolean;

interface Comparison {
  readonly path: readonly string[];
  readonly test: Test;
}

const COMPARISON = /^\$\.([\w.]+)\s*(=|!=|<=|>=|<|>)\s*(?:"([^"]*)"|(\S+))$/;

const wildcard = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join('.*')}$`,
    's',
  );

function equals(given: string): Test {
  const number = Number(given);
  const pattern = given.includes('*') ? wildcard(given) : undefined;
  return (value) => {
    if (typeof value === 'number') return value === number;
    if (typeof value === 'boolean') return String(value) === given.toLowerCase();
    return typeof value === 'string' && (pattern ? pattern.test(value) : value === given);
  };
}

function testOf(operator: string, given: string): Test {
  const number = Number(given);
  switch (operator) {
    case '=':
      return equals(given);
    case '!=': {
      const same = equals(given);
      return (value) => value !== undefined && !same(value);
    }
    case '<':
      return (value) => typeof value === 'number' && value < number;
    case '<=':
      return (value) => typeof value === 'number' && value <= number;
    case '>':
      return (value) => typeof value === 'number' && value > number;
    default:
      return (value) => typeof value === 'number' && value >= number;
  }
}

function readComparison(text: string): Comparison {
  const found = COMPARISON.exec(text.trim());
  if (!found) throw invalidParameter('Invalid filter pattern');
  return { path: (found[1] ?? '').split('.'), test: testOf(found[2] ?? '=', found[3] ?? found[4] ?? '') };
}

function valueAt(document: unknown, path: readonly string[]): unknown {
  let value = document;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}

/** Comparisons of fields, all of which must hold: `{ $.level = "ERROR" && $.attempt > 1 }`. */
export function compileJsonPattern(pattern: string): (message: string) => boolean {
  const inner = /^\{(.*)\}$/s.exec(pattern)?.[1];
  if (inner === undefined) throw invalidParameter('Invalid filter pattern');
  if (/\|\||\(| IS | EXISTS|\[/.test(inner)) {
    throw new NotImplementedLocallyError('||, brackets, IS and EXISTS in JSON filter patterns of CloudWatch Logs');
  }
  const comparisons = inner.split('&&').map(readComparison);
  return (message) => {
    if (!message.trimStart().startsWith('{')) return false;
    try {
      const document = JSON.parse(message) as unknown;
      return comparisons.every(({ path, test }) => test(valueAt(document, path)));
    } catch {
      return false; // Not JSON, so no field of it can match.
    }
  };
}
