import type { JsonSchema } from '@tidings/event-schemas';
import { ENVELOPE_FILE } from '../contracts/contract-folder.ts';
import { bothReasons, type Compare, sameJson } from './event-history.ts';
import type { Breach, DeclaredBy, HurtConsumer, Reason } from './findings.ts';

/** Both sides of the envelope, and everyone who reads any event. */
export interface EnvelopeHistory {
  readonly before: JsonSchema | undefined;
  readonly after: JsonSchema | undefined;
  readonly consumers: readonly DeclaredBy[];
  readonly compare: Compare;
}

/**
 * The envelope is around every event that is stored or on its way, so it changes compatibly in both directions or not
 * at all. Every consumer reads it.
 */
export function judgeEnvelope({ before, after, consumers, compare }: EnvelopeHistory): Breach | undefined {
  if (before === undefined || sameJson(before, after)) return undefined;
  const reasons = after === undefined ? [GONE] : bothReasons(compare(before, after)).map(ofEnvelope);
  if (reasons.length === 0) return undefined;
  return {
    kind: 'envelope',
    file: ENVELOPE_FILE,
    message: 'The envelope around every event changed in a way that stored events or deployed readers cannot follow.',
    whatToDo: 'Put it back, and add what is new as an optional member; an event carries its own facts in its data.',
    reasons,
    consumers: [...new Map(consumers.map((each) => [each.consumer, broken(each, reasons)])).values()],
    rules: [],
  };
}

const GONE: Reason = {
  field: '',
  direction: 'backward',
  keyword: '',
  reason: 'the schema of the envelope was removed',
  proven: true,
};

/** A comparison speaks of `data`, which is what it mostly compares. */
function ofEnvelope(reason: Reason): Reason {
  return { ...reason, reason: reason.reason.replaceAll('`data.', '`').replaceAll('`data`', 'the envelope') };
}

function broken({ consumer, declares, where, file, line }: DeclaredBy, reasons: readonly Reason[]): HurtConsumer {
  const fields = reasons.map(({ field, direction, reason }) => ({ reads: field, field, direction, reason }));
  return { consumer, declares, where, file, line, effect: 'breaks', fields };
}
