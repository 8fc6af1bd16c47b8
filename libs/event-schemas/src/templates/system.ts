/** One rule of one service's template. */
export interface SystemRule {
  readonly service: string;
  readonly logicalId: string;
  /**
   * `stage`: the bus that the services of a stage share. `default`: the account's own, where AWS's services publish. `other`: one
   * whose events are not known here.
   */
  readonly bus: 'stage' | 'default' | 'other';
  /** The event pattern, as an object; values that are known at deployment only are intrinsic functions. */
  readonly pattern: unknown;
  /** Who it leads to, through a queue or directly: `analytics/project-sales`. */
  readonly consumers: readonly string[];
  /** It leads to its own bus too, and puts there once more what it takes. */
  readonly feedsItself?: true;
}

/** One function of one service's template. */
export interface SystemFunction {
  /** `analytics/project-sales`. */
  readonly handler: string;
  readonly logicalId: string;
  readonly runtime: string;
  /** Names of the service's events that may follow from what it writes: declared, or else what its role lets it cause. */
  readonly mayPublish: readonly string[];
  /** Names of the service's events that it puts on the bus itself. */
  readonly publishes: readonly string[];
}

/** Rules and functions of all services, as their templates say. */
export interface System {
  readonly rules: readonly SystemRule[];
  readonly functions: readonly SystemFunction[];
  readonly services: readonly string[];
}

/** The service that a handler belongs to. */
export function serviceOf(handler: string): string {
  return handler.split('/')[0] ?? handler;
}
