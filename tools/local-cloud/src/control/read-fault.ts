import type { Json } from '../core/aws-error.ts';
import type { Fault } from '../core/faults.ts';

const KINDS: readonly Fault['kind'][] = ['crash', 'throttle', 'lose-answer', 'duplicate', 'delay', 'fail-entry'];

interface Member {
  /** What it takes, for the refusal. */
  readonly takes: string;
  readonly accepts: (value: unknown) => boolean;
}

const text: Member = { takes: 'a text', accepts: (value) => typeof value === 'string' };

const count: Member = {
  takes: 'a whole number, 0 or more',
  accepts: (value) => Number.isInteger(value) && Number(value) >= 0,
};

const oneOf = (...values: readonly string[]): Member => ({
  takes: `one of ${values.join(', ')}`,
  accepts: (value) => values.some((known) => known === value),
});

const MEMBERS: ReadonlyMap<string, Member> = new Map([
  ['kind', oneOf(...KINDS)],
  ['service', text],
  ['operation', text],
  ['target', text],
  ['moment', oneOf('before', 'after')],
  ['delayMs', count],
  ['skip', count],
  ['times', count],
]);

/** A fault as it comes over the wire, or what is wrong with it: a fault that is mistyped would never strike. */
export function readFault(body: Json): Fault | string {
  for (const [name, value] of Object.entries({ kind: undefined, ...body })) {
    const member = MEMBERS.get(name);
    if (!member) return `A fault has no ${name}; it has ${[...MEMBERS.keys()].join(', ')}.`;
    if (!member.accepts(value)) return `${name} takes ${member.takes}.`;
  }
  return body as unknown as Fault;
}
