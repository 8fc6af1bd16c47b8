import {
  type EnvelopeOf,
  type EventEnvelope,
  MAX_HOPS,
  type Reading,
  type Received,
  receiveEvent,
} from '@tidings/events';
import type { Context, SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { RepeatedReadingError, TooManyHopsError } from './errors.ts';
import { type Logger, makeLogger } from './logger.ts';
import { childTraceparent } from './trace-context.ts';

/** What a handler should know about the message besides the event. */
export interface MessageContext {
  readonly correlationId: string;
  /** Id of the event: what the handler does is caused by it. */
  readonly causationId: string;
  /** A new span of the event's trace. */
  readonly traceparent: string;
  readonly hops: number;
  /** Name of the replay; when it is set, no outside effect may be repeated. */
  readonly replay?: string;
  readonly messageId: string;
  /** Deliveries of this message so far, this one included. */
  readonly receiveCount: number;
}

export interface ConsumeOptions {
  readonly service: string;
  /** Where the lines go; by default a logger of the service's. */
  readonly logger?: Logger;
}

/** A handler of a queue's batches that answers which messages to deliver again. */
export type QueueHandler = (event: SQSEvent, context?: Pick<Context, 'functionName'>) => Promise<SQSBatchResponse>;

type HandleEvent<Readings extends readonly Reading[]> = (
  event: EnvelopeOf<Readings[number]>,
  context: MessageContext,
) => Promise<void>;

/**
 * Makes the handler of a queue that a bus rule feeds. It is handed the fields that its readings declare; of twins, the
 * same event under several versions, it handles those that it can read, as repeats, and acknowledges the others. The
 * readings stand in the call, as literals, so that they can be known without running it.
 * Messages of a batch are handled side by side; each that fails is logged and goes back to the queue by itself, and to its
 * dead-letter queue when it keeps failing. The mapping must have `ReportBatchItemFailures`.
 * Source: docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 * @throws {RepeatedReadingError} two readings are of the same event.
 */
export function consume<const Readings extends readonly Reading[]>(
  readings: Readings,
  handle: HandleEvent<Readings>,
  options: ConsumeOptions,
): QueueHandler {
  assertEachOnce(readings);
  const serviceLogger = options.logger ?? makeLogger(options.service);
  return async (event, context) => {
    const logger = serviceLogger.with({ functionName: context?.functionName });
    const deliveries = event.Records.map((record) => deliver(record, { readings, handle, logger }));
    const failures = await Promise.all(deliveries);
    return { batchItemFailures: failures.filter((failure) => failure !== undefined) };
  };
}

function assertEachOnce(readings: readonly Reading[]): void {
  const types = readings.map(({ type }) => type);
  const repeated = types.find((type, index) => types.indexOf(type) !== index);
  if (repeated !== undefined) throw new RepeatedReadingError(repeated);
}

interface Consumer<Readings extends readonly Reading[]> {
  readonly readings: Readings;
  readonly handle: HandleEvent<Readings>;
  readonly logger: Logger;
}

/** Handles one message; answers its failure, if it fails, so that the queue delivers it again. */
async function deliver<Readings extends readonly Reading[]>(
  record: SQSRecord,
  { readings, handle, logger }: Consumer<Readings>,
): Promise<SQSBatchItemFailure | undefined> {
  let log = logger.with({ messageId: record.messageId });
  try {
    const received = receiveEvent(record.body, readings);
    if (received.outcome === 'twin') return passOver(received, log);
    const { event } = received;
    const context = messageContext(event, record);
    log = log.with({ ...context, eventId: event.id, eventType: event.type });
    if (event.hops > MAX_HOPS) throw new TooManyHopsError(event.id, event.hops, MAX_HOPS);
    await handle(event, context);
    log.info('Event handled');
    return undefined;
  } catch (error) {
    log.error('Event not handled: its message goes back to the queue', { error });
    return { itemIdentifier: record.messageId };
  }
}

/** The same event under another version is handled for it, so this message is done. */
function passOver({ twin, handledAs }: Extract<Received<Reading>, { outcome: 'twin' }>, log: Logger): undefined {
  const { id: eventId, type: eventType, version, correlationId } = twin;
  log.debug('Event passed over: its twin is handled', { eventId, eventType, version, handledAs, correlationId });
  return undefined;
}

function messageContext(event: EventEnvelope, record: SQSRecord): MessageContext {
  const { id, correlationId, traceparent, hops, replay } = event;
  return {
    correlationId,
    causationId: id,
    traceparent: childTraceparent(traceparent),
    hops,
    ...(replay === undefined ? {} : { replay }),
    messageId: record.messageId,
    receiveCount: Number(record.attributes.ApproximateReceiveCount),
  };
}
