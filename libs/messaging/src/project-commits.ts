import { type Commit, commitOf, type DomainEvent } from '@tidings/event-store';
import { type AnyContract, ContractViolationError } from '@tidings/events';
import type { DynamoDBRecord } from 'aws-lambda';
import { type Logger, makeLogger } from './logger.ts';
import type { ParkedEvent, ParkPort } from './park.ts';
import { commitItemOf, deliverAgain, placeOf, type TableStreamHandler, textOf } from './stream-commits.ts';

/** A view of a service's own history. Repeats and any order of arrival must come to the same. */
export interface CommitProjection<E extends DomainEvent> {
  /** Takes one commit in. Those of a batch are taken in side by side. */
  readonly take: (commit: Commit<E>) => Promise<void>;
  /** Once a batch, with the commits that were taken in, at least one. */
  readonly finish: (commits: readonly Commit<E>[]) => Promise<void>;
}

export interface ProjectionOptions {
  readonly service: string;
  readonly park: ParkPort;
  /** What stored events must keep; one of another type, or of a later version, is taken in as it is. */
  readonly contracts: readonly AnyContract[];
  readonly logger?: Logger;
}

type Taken<E extends DomainEvent> =
  | { readonly status: 'taken'; readonly commit: Commit<E> }
  /** Nothing more is to be done: it is no commit, or it is parked. */
  | { readonly status: 'done' }
  | { readonly status: 'failed' };

/**
 * Makes the handler of a table's stream that keeps a view. A commit that can never be taken in, or that breaks a
 * contract, is parked and the others go on; one that cannot be taken in now is delivered again, and so is what follows
 * it. The mapping must have `ReportBatchItemFailures`.
 */
export function projectCommits<E extends DomainEvent>(
  projection: CommitProjection<E>,
  { park, ...options }: ProjectionOptions,
): TableStreamHandler {
  const contracts = new Map(options.contracts.map((contract) => [contract.type, contract]));
  const serviceLogger = options.logger ?? makeLogger(options.service);
  return async ({ Records: records }, context) => {
    const logger = serviceLogger.with({ functionName: context?.functionName });
    const results = await Promise.all(
      records.map((record) => takeRecord(record, projection, { park, contracts, logger })),
    );
    const taken = results.flatMap((result) => (result.status === 'taken' ? [result.commit] : []));
    if (taken.length > 0) await projection.finish(taken);
    return deliverAgain(
      results.flatMap(({ status }, index) => (status === 'failed' ? [index] : [])),
      records,
    );
  };
}

interface Tools {
  readonly park: ParkPort;
  readonly contracts: ReadonlyMap<string, AnyContract>;
  readonly logger: Logger;
}

async function takeRecord<E extends DomainEvent>(
  record: DynamoDBRecord,
  { take }: CommitProjection<E>,
  tools: Tools,
): Promise<Taken<E>> {
  let about: About = { ...placeOf(record), position: 0, type: '' };
  try {
    const item = commitItemOf(record);
    if (item === undefined) return { status: 'done' };
    const commit = commitOf(item) as Commit<E>;
    about = aboutCommit(item.pk, commit);
    assertContracts(commit, tools.contracts);
    await take(commit);
    return { status: 'taken', commit };
  } catch (error) {
    const { correlationId, traceparent, ...place } = about;
    const logger = tools.logger.with({ ...place, correlationId, traceparent });
    if (isOfTheRecord(error)) return parkRecord({ ...place, reason: textOf(error) }, { ...tools, logger });
    logger.warn('Commit not taken in yet', { error });
    return { status: 'failed' };
  }
}

/** @throws {ContractViolationError} an event's data is not what its type and version promise. */
function assertContracts({ events }: Commit<DomainEvent>, contracts: Tools['contracts']): void {
  for (const { type, version, data } of events) {
    const problem = contracts.get(type)?.versions[version - 1]?.validate(data);
    if (problem === undefined) continue;
    throw new ContractViolationError(type, { path: `/data${problem.path}`, problem: problem.problem });
  }
}

type About = Omit<ParkedEvent, 'reason'> & { readonly correlationId?: string; readonly traceparent?: string };

function aboutCommit(stream: string, { position, events, context }: Commit<DomainEvent>): About {
  const { correlationId, traceparent } = context;
  return {
    stream,
    position,
    eventId: `${stream}/${position}`,
    type: events[0]?.type ?? '',
    correlationId,
    traceparent,
  };
}

async function parkRecord(
  parked: ParkedEvent,
  { park, logger }: Pick<Tools, 'park' | 'logger'>,
): Promise<{ readonly status: 'done' | 'failed' }> {
  try {
    await park.park(parked);
  } catch (error) {
    logger.error('Commit can be neither taken in nor parked', { reason: parked.reason, error });
    return { status: 'failed' };
  }
  logger.error('Commit parked: it cannot be taken in', { reason: parked.reason });
  return { status: 'done' };
}

/** AWS's word that a request is wrong in itself. */
const REFUSED_FOR_GOOD = 'ValidationException';
/** What the SDK throws before there is an answer, without a code. */
const NOT_REACHED: ReadonlySet<string> = new Set(['CredentialsProviderError', 'TimeoutError', 'AbortError']);

/**
 * Whether what failed is the record itself, so that it fails next time too: code of ours broke on it, or AWS refuses
 * what was made of it. Any other answer of AWS, and none, may be another one later.
 */
function isOfTheRecord(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  if (error.name === REFUSED_FOR_GOOD) return true;
  return !('$metadata' in error) && !('code' in error) && !NOT_REACHED.has(error.name);
}
