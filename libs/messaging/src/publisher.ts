import type { AnyContract } from '@tidings/events';
import { type Logger, makeLogger } from './logger.ts';
import { outgoingEvents } from './outgoing-events.ts';
import type { ParkPort } from './park.ts';
import { pause, type Wait } from './pause.ts';
import { publishInRounds } from './publish-rounds.ts';
import type { PutEventsPort } from './put-events.ts';
import { deliverAgain, type TableStreamHandler } from './stream-commits.ts';

export interface PublisherOptions {
  readonly service: string;
  readonly events: PutEventsPort;
  readonly park: ParkPort;
  /** The events that leave the service; a stored event of another type stays inside. */
  readonly contracts: readonly AnyContract[];
  readonly busName: string;
  readonly maxAttempts?: number;
  readonly logger?: Logger;
  readonly wait?: Wait;
}

const DEFAULT_MAX_ATTEMPTS = 5;
/** A round that begins with less than this left might be cut off in the middle. */
const MIN_ROUND_MS = 5_000;

/**
 * Makes the one place that publishes: the handler of a table's stream, whose commits become entries on the bus.
 * An event that can never be published is parked and its stream goes on; one that cannot be published now keeps
 * its stream waiting, and after `maxAttempts` its record and what follows are delivered again. Ids stay the same, so
 * that publishing twice is harmless. The mapping must have `ReportBatchItemFailures`.
 */
export function makePublisher(options: PublisherOptions): TableStreamHandler {
  const contracts = new Map(options.contracts.map((contract) => [contract.type, contract]));
  const logger = options.logger ?? makeLogger(options.service);
  return async ({ Records: records }, context) => {
    const events = records.flatMap((record, index) =>
      outgoingEvents(record, index, { contracts, busName: options.busName }),
    );
    const left = await publishInRounds(events, {
      events: options.events,
      park: options.park,
      logger: logger.with({ functionName: context?.functionName }),
      wait: options.wait ?? pause,
      maxAttempts: options.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
      hasTime: () => (context?.getRemainingTimeInMillis() ?? Infinity) >= MIN_ROUND_MS,
    });
    return deliverAgain(
      left.map(({ record }) => record),
      records,
    );
  };
}
