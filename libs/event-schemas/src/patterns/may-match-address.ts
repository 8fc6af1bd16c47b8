import { isRecord } from '../sets/json-schema.ts';
import { judgeFields } from './judge-fields.ts';
import { askedBy, combinationsOf } from './pattern-fields.ts';

/** Whose event it is, and its name. */
export interface EventAddress {
  readonly source: string;
  readonly type: string;
}

/** Whether a pattern can match events of that source and name, whatever is in them. */
export function mayMatchAddress(pattern: unknown, { source, type }: EventAddress): boolean {
  if (!isRecord(pattern)) return false;
  const schema = {
    type: 'object',
    required: ['source', 'detail-type'],
    properties: { source: { const: source }, 'detail-type': { const: type } },
    additionalProperties: true,
  };
  const combinations = combinationsOf(pattern);
  return combinations?.some((each) => judgeFields(askedBy(each), { schema, root: schema }).length === 0) !== false;
}
