import type { Field } from './fields.ts';
import type { JsonObject } from './json.ts';

/** Everything that the catalog tells, however it is written. Lists are in a fixed order. */
export interface Catalog {
  /** By owner, then by name. */
  readonly events: readonly CatalogEvent[];
  readonly services: readonly CatalogService[];
  readonly envelope: CatalogEnvelope;
  /** Whether the synthesized templates were read: without them nobody is known to publish or to consume. */
  readonly hasSystem: boolean;
}

/** What stands around the data of every event. */
export interface CatalogEnvelope {
  readonly schema: JsonObject;
  readonly fields: readonly Field[];
}

/** One contract. */
export interface CatalogEvent {
  /** `orders/order-placed`, as its folder. */
  readonly id: string;
  /** The service that owns it: its source on the bus. */
  readonly owner: string;
  /** `order-placed` */
  readonly slug: string;
  /** `OrderPlaced`: its detail-type on the bus. */
  readonly type: string;
  /** What the newest version says of itself. */
  readonly description: string;
  /** Newest first; never empty. */
  readonly versions: readonly CatalogVersion[];
  readonly newest: CatalogVersion;
  /** Handlers that publish it, as `orders/publish-events`. */
  readonly publishers: readonly string[];
  readonly consumers: readonly CatalogConsumer[];
}

/** One version of a contract. */
export interface CatalogVersion {
  readonly version: number;
  readonly schema: JsonObject;
  readonly example: unknown;
  readonly description: string;
  readonly fields: readonly Field[];
  readonly status: VersionStatus;
  /** Whether data of this version is translated to the next one when it is read. */
  readonly hasUpcast: boolean;
  /** Whether data of this version is translated to the one before when it is published. */
  readonly hasDowncast: boolean;
  /** Against the version before; absent in the first. */
  readonly change?: VersionChange;
}

/**
 * `newest`; `alongside`: still published beside a newer one; `stored`: only in history, and read there; `deprecated`:
 * its schema says so.
 */
export type VersionStatus = 'newest' | 'alongside' | 'stored' | 'deprecated';

/** What a version changed, in words. Empty lists: compatible. */
export interface VersionChange {
  readonly from: number;
  /** Why data stored before does not keep the new schema. */
  readonly backward: readonly string[];
  /** Why readers of the old schema cannot read the new data. */
  readonly forward: readonly string[];
}

/** A handler to which rules carry an event, or which says that it reads it. */
export interface CatalogConsumer {
  /** `analytics/project-sales` */
  readonly handler: string;
  readonly service: string;
  /** Empty: it declares a reading, and no rule delivers. */
  readonly rules: readonly CatalogRule[];
  /** What it declares it reads; several when it reads more than one version. */
  readonly readings: readonly CatalogReading[];
}

/** A rule that selects an event. */
export interface CatalogRule {
  readonly logicalId: string;
  readonly pattern: unknown;
  /** What the rule asks of the event's detail; absent when it takes every one. */
  readonly filter?: JsonObject;
}

/** What one handler reads of one event, from a version on. */
export interface CatalogReading {
  readonly version: number;
  readonly fields: readonly string[];
  readonly language: string;
  /** The declaration, from the workspace's folder: `services/analytics/src/handlers/project-sales.ts`. */
  readonly file: string;
}

/** One service. */
export interface CatalogService {
  readonly name: string;
  /** Ids of the events it owns. */
  readonly owns: readonly string[];
  /** Ids of the events that its handlers consume. */
  readonly consumes: readonly string[];
  readonly functions: readonly CatalogFunction[];
  readonly outside: readonly OutsideEvent[];
}

/** One Lambda function. */
export interface CatalogFunction {
  readonly handler: string;
  readonly logicalId: string;
  readonly runtime: string;
  readonly publishes: readonly string[];
  readonly mayPublish: readonly string[];
}

/** An event that is not ours, to which a service subscribes: of AWS or a partner. */
export interface OutsideEvent {
  readonly source: string;
  readonly type: string;
  readonly handlers: readonly string[];
}
