import type { Comparison, JsonSchema } from '@tidings/event-schemas';
import { asList, asObject } from '../model/json.ts';

/** Stands in for the comparison of schemas: sees fields that became required, and nothing else. */
export function comparePlainly(before: JsonSchema, after: JsonSchema): Comparison {
  const known = asList(asObject(before)['required']);
  const added = asList(asObject(after)['required']).filter((name) => !known.includes(name));
  const backward = added.map((name) => ({
    field: String(name),
    keyword: 'required',
    reason: `\`data.${String(name)}\` was optional and is now required: events stored before this change no longer validate`,
    proven: true,
  }));
  return { backward, forward: [] };
}
