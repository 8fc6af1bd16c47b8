import { listAt } from '../templates/template.ts';

/** Whose event it is, and its name. */
export interface EventAddress {
  readonly source: string;
  readonly type: string;
}

/** Whether a pattern can match events of that source and name. */
export function mayMatchAddress(pattern: unknown, { source, type }: EventAddress): boolean {
  return names(pattern, 'source', source) && names(pattern, 'detail-type', type);
}

function names(pattern: unknown, field: string, value: string): boolean {
  const values = listAt(pattern, field);
  return values.length === 0 || values.some((each) => typeof each !== 'string' || each === value);
}
