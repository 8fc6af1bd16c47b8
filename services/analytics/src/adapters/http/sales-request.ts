import { isDate } from '@tidings/events/formats';
import {
  decodePageToken,
  encodePageToken,
  type FieldProblem,
  invalidRequest,
  type Parsed,
  parsed,
  parseLimit,
  refused,
} from '@tidings/http-api';
import type { ListSales } from '../../application/list-sales.ts';
import type { SalesView } from '../../domain/sales.ts';

type Query = Readonly<Record<string, string | undefined>>;

const VIEWS: readonly SalesView[] = ['day', 'product', 'country', 'customer'];
const PARAMETERS: readonly string[] = ['by', 'from', 'to', 'limit', 'next'];
const FIRST_DAY = '0000-01-01';
const LAST_DAY = '9999-12-31';
const LIMIT = { fallback: 50, max: 500 };
/** What a page token holds: view, first day, last day, and the key to go on after. */
const TOKEN_PARTS = 4;
/** The longest key, a customer's id, in UTF-16 code units. */
const MAX_KEY_CHARACTERS = 256;

/** Reads the query of `GET /sales`; 400 with every parameter that is wrong. Days are UTC and included. */
export function parseListSales(query: Query): Parsed<ListSales> {
  const days = { from: query['from'] ?? FIRST_DAY, to: query['to'] ?? LAST_DAY };
  const view = viewOf(query['by']);
  const limit = parseLimit(query['limit'], LIMIT);
  const after = afterOf(query, days);
  const problems = [...unknownParameters(query), ...dayProblems(days), ...problemsOf(view, limit, after)];
  if (!view.ok || !limit.ok || !after.ok || problems.length > 0) return refused(invalidRequest(problems));
  return parsed({ view: view.value, ...days, limit: limit.value, ...after.value });
}

interface Days {
  readonly from: string;
  readonly to: string;
}

function problemsOf(...parts: readonly Parsed<unknown>[]): readonly FieldProblem[] {
  return parts.flatMap((part) => (part.ok ? [] : (part.problem.errors ?? [])));
}

function viewOf(text: string | undefined): Parsed<SalesView> {
  const view = VIEWS.find((each) => each === text);
  if (view !== undefined) return parsed(view);
  return refused(invalidRequest([{ field: 'by', detail: `must be one of ${VIEWS.join(', ')}` }]));
}

function when(isWrong: boolean, field: string, detail: string): readonly FieldProblem[] {
  return isWrong ? [{ field, detail }] : [];
}

function unknownParameters(query: Query): readonly FieldProblem[] {
  const unknown = Object.keys(query).filter((name) => !PARAMETERS.includes(name));
  return unknown.map((field) => ({ field, detail: `is no parameter; there are ${PARAMETERS.join(', ')}` }));
}

function dayProblems({ from, to }: Days): readonly FieldProblem[] {
  const isOrdered = !isDate(from) || !isDate(to) || from <= to;
  return [
    ...when(!isDate(from), 'from', 'must be a day such as 2026-01-31'),
    ...when(!isDate(to), 'to', 'must be a day such as 2026-01-31'),
    ...when(!isOrdered, 'to', 'must not be before from'),
  ];
}

/** A token is good only for the query that it came from, and for a key that can be one. */
function afterOf(query: Query, { from, to }: Days): Parsed<{ readonly after?: string }> {
  if (query['next'] === undefined) return parsed({});
  const [by, first, last, after = ''] = decodePageToken(query['next'], TOKEN_PARTS) ?? [];
  const isOfQuery = by === query['by'] && first === from && last === to;
  if (isOfQuery && isKey(after, { by, to })) return parsed({ after });
  return refused(invalidRequest([{ field: 'next', detail: 'must be what the last page of the same query gave' }]));
}

function isKey(key: string, { by, to }: { readonly by: string | undefined; readonly to: string }): boolean {
  if (by === 'day') return isDate(key) && key <= to;
  return key !== '' && key.length <= MAX_KEY_CHARACTERS;
}

/** The token of the page that goes on after a key of a query. */
export function nextToken({ view, from, to }: ListSales, after: string): string {
  return encodePageToken([view, from, to, after]);
}
