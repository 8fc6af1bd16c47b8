import type { EventPath } from '../contracts/contract-folder.ts';

/** Whose declaration it is: that of this tree, of the base, whose consumers are deployed, or of both alike. */
export type Where = 'tree' | 'base' | 'both';

/** One consumer's reading of one event, wherever it is declared. */
export interface DeclaredBy {
  /** `analytics/project-sales` */
  readonly consumer: string;
  readonly event: EventPath;
  /** It takes this version and later ones. */
  readonly declares: number;
  /** Dotted paths inside the data; `''` is all of it. */
  readonly fields: readonly string[];
  readonly where: Where;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A field that a consumer reads, and what becomes of it. */
export interface BrokenField {
  /** As the reading names it. */
  readonly reads: string;
  /** The field that changed: the same, around it, or inside it. */
  readonly field: string;
  /** `backward`: of events stored before. `forward`: of events published from now on. */
  readonly direction: 'backward' | 'forward';
  readonly reason: string;
}

/** A consumer that a change hurts. */
export interface HurtConsumer extends Omit<DeclaredBy, 'event' | 'fields'> {
  /** `breaks`: it fails. `blocked`: it goes on as it is, and cannot move to the new version. */
  readonly effect: 'breaks' | 'blocked';
  readonly fields: readonly BrokenField[];
}

/** A rule that takes an event's older versions and never a newer one. */
export interface BrokenRule {
  readonly service: string;
  readonly logicalId: string;
  readonly consumers: readonly string[];
  /** `detail.data.currency` */
  readonly clause: string;
  readonly problem: string;
}

/** A consumer that a change leaves as it is, and why. */
export interface SafeConsumer {
  readonly consumer: string;
  readonly declares: number;
  readonly where: Where;
  readonly why: string;
}

/** The rule of evolving contracts that a change breaks. */
export type BreachKind =
  | 'edited-version'
  | 'removed-version'
  | 'removed-upcaster'
  | 'removed-event'
  | 'missing-upcaster'
  | 'missing-downcast'
  | 'gap'
  | 'identical-version'
  | 'envelope';

/** One reason, as comparing two schemas gives it. */
export interface Reason {
  readonly field: string;
  readonly direction: 'backward' | 'forward';
  readonly keyword: string;
  readonly reason: string;
  /** False: it cannot be shown to be safe. */
  readonly proven: boolean;
}

/** Something that must not land as it is. */
export interface Breach {
  readonly kind: BreachKind;
  /** The version that it is about, if one. */
  readonly version?: number;
  /** The file to change, which may be missing. */
  readonly file: string;
  readonly message: string;
  readonly whatToDo: string;
  readonly reasons: readonly Reason[];
  readonly consumers: readonly HurtConsumer[];
  readonly rules: readonly BrokenRule[];
}

/** How a new version stands to an earlier one. */
export interface Compatibility {
  readonly with: number;
  /** `backward`: stored events are valid under the new one. `forward`: old readers can read the new one. `full`: both. */
  readonly level: 'full' | 'backward' | 'forward' | 'none';
  readonly reasons: readonly Reason[];
  /** Upcasters stand between the two. */
  readonly upcast: boolean;
  /** Downcasters stand between the two: the earlier one is published beside the new one. */
  readonly publishedBeside: boolean;
}

/** One version of an event, and what happened to it. */
export interface VersionReport {
  readonly version: number;
  readonly change: 'added' | 'edited' | 'removed' | 'unchanged';
  /** For an added version: how it stands to each earlier one. */
  readonly compatibility: readonly Compatibility[];
}

/** One event, and what happened to it. */
export interface EventReport {
  readonly event: EventPath;
  readonly source: string;
  readonly type: string;
  readonly change: 'added' | 'changed' | 'removed' | 'unchanged';
  readonly versions: readonly VersionReport[];
  readonly breaches: readonly Breach[];
  /** Of an event that changed: consumers that go on as they are. */
  readonly safe: readonly SafeConsumer[];
  /** Versions N whose `downcast-vN.ts` could go: nobody needs N-1 beside N any more. */
  readonly retirable: readonly number[];
}

/** Something wrong in this tree, whatever it is compared with. */
export interface TreeProblem {
  readonly kind:
    | 'unknown-field'
    | 'unknown-version'
    | 'python-upcaster'
    | 'publisher'
    | 'rule-pattern'
    | 'rule-cycle'
    | 'unread-type';
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly message: string;
  readonly whatToDo: string;
}

/** Something that keeps the command from judging. */
export interface Obstacle {
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly message: string;
}
