/** How a writer's field differs from a reader's: two states of it, or what only the writer allows. */
export type Says = { readonly writer: string; readonly reader: string } | { readonly allows: string };

/** One reason why a writer's documents are not all a reader's. */
export interface Finding {
  readonly field: readonly string[];
  readonly keyword: string;
  readonly says: Says;
  /** False when it only cannot be shown that they are. */
  readonly proven: boolean;
}

/** Where a comparison is. */
export interface At {
  /** Names on the way from the root, through lists. */
  readonly field: readonly string[];
  /** The reader's schemas that describe this same value and are being compared. */
  readonly trail: readonly unknown[];
  /** The types the writer uses here, in words. */
  readonly types: string;
}

/** The place one field further inside. */
export function inside(at: At, name: string): At {
  return { ...at, field: [...at.field, name], trail: [] };
}

/** The same findings, once each. */
export function distinct(findings: readonly Finding[]): readonly Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.field, finding.keyword, finding.says]);
    const other = known.get(key);
    if (other === undefined || (finding.proven && !other.proven)) known.set(key, finding);
  }
  return [...known.values()];
}

/** The same findings as what only cannot be shown. */
export function doubted(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, proven: false }));
}
