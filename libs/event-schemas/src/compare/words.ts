import type { Incompatibility } from './compare-schemas.ts';
import type { Finding } from './finding.ts';

/** Which version writes: the older one (backward) or the newer one (forward). */
export type Direction = 'backward' | 'forward';

const CONSEQUENCES = {
  backward: {
    proven: 'events stored before this change no longer validate',
    unproven: 'it cannot be shown that events stored before this change still validate',
  },
  forward: {
    proven: 'readers of the older version cannot read it',
    unproven: 'it cannot be shown that readers of the older version can read it',
  },
} as const;

/** The sentence for a finding. */
export function reasonOf({ field, says, proven }: Finding, direction: Direction): string {
  const name = fieldInWords(field);
  const consequence = CONSEQUENCES[direction][proven ? 'proven' : 'unproven'];
  if ('allows' in says) {
    return direction === 'backward'
      ? `${name} allowed ${says.allows}, and no longer does: ${consequence}`
      : `${name} now allows ${says.allows}, which the older version does not: ${consequence}`;
  }
  const [was, is] = direction === 'backward' ? [says.writer, says.reader] : [says.reader, says.writer];
  return `${name} was ${was} and is now ${is}: ${consequence}`;
}

/** A field as messages print it. */
export function fieldInWords(field: readonly string[]): string {
  return `\`${['data', ...field].join('.')}\``;
}

/** The answer to a question that would take too long. */
export function tooLarge(direction: Direction): Incompatibility {
  const reason = `\`data\` is described by schemas that are too large to be compared: ${CONSEQUENCES[direction].unproven}`;
  return { field: '', keyword: '$schema', reason, proven: false };
}
