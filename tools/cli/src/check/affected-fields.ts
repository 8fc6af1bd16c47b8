import type { BrokenField, DeclaredBy, HurtConsumer, Reason } from './findings.ts';

/** What of a reading is touched: a changed field is the one read, around it or inside it. */
export function affectedFields(fields: readonly string[], reasons: readonly Reason[]): readonly BrokenField[] {
  return reasons.flatMap(({ field, direction, reason }) =>
    fields.filter((path) => overlap(path, field)).map((reads) => ({ reads, field, direction, reason })),
  );
}

/** Whether one of two paths is inside the other, or they are the same; `''` is around everything. */
export function overlap(one: string, other: string): boolean {
  return one === other || isInside(one, other) || isInside(other, one);
}

function isInside(inner: string, outer: string): boolean {
  return outer === '' || inner.startsWith(`${outer}.`);
}

/** The consumers of a list whose readings are touched, with the fields that are. */
export function hurt(
  consumers: readonly DeclaredBy[],
  effect: HurtConsumer['effect'],
  reasons: readonly Reason[],
): readonly HurtConsumer[] {
  return consumers.flatMap(({ consumer, declares, where, file, line, fields: read }) => {
    const fields = affectedFields(read, reasons);
    return fields.length === 0 ? [] : [{ consumer, declares, where, file, line, effect, fields }];
  });
}
