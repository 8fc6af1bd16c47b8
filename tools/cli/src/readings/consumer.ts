import type { EventPath } from '../contracts/contract-folder.ts';

/** What one consumer declares that it reads of one event. */
export interface DeclaredReading {
  readonly event: EventPath;
  /** It takes this version and later ones. */
  readonly version: number;
  /** Dotted paths inside the data; `''` is all of it. */
  readonly fields: readonly string[];
  /** Line of the declaration, from 1. */
  readonly line: number;
}

/** A place in a source file, and what is wrong there. */
export interface SourceProblem {
  readonly file: string;
  readonly line: number;
  readonly problem: string;
}

/** A handler of events, as its source declares it. */
export interface Consumer {
  /** `analytics/project-sales`, as the function's metadata says too. */
  readonly name: string;
  readonly file: string;
  readonly readings: readonly DeclaredReading[];
  /** Declarations that cannot be read without running the code. */
  readonly problems: readonly SourceProblem[];
  /** Events whose contracts the file imports, whether or not it declares to read them. */
  readonly imports: readonly EventPath[];
}

/** What to do about a declaration that is not literal. */
export const WRITE_LITERALS =
  "write it in the call, as literals: consume([orderPlaced.v1.reading('orderId', 'lines.sku')], …)";

/** `order_placed` → `order-placed`. */
export function kebabCase(snake: string): string {
  return snake.replaceAll('_', '-');
}
