import { AwsError } from '../../core/aws-error.ts';
import type { Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import type { PendingWork } from '../../core/service.ts';
import { keptEvents } from './archives.ts';
import type { Dispatcher } from './delivery/dispatcher.ts';
import { withReplayName } from './event-text.ts';
import { findBus } from './state.ts';
import type { Archive, EventRecord, EventsState, Replay } from './state.ts';

export interface ReplayRun {
  readonly state: EventsState;
  readonly cloud: Cloud;
  readonly dispatcher: Dispatcher;
}

/** Events sent before other work gets its turn. */
const EVENTS_PER_TURN = 50;

const MINUTE_MS = 60_000;

const turnOfLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** In steps of a minute of the events' own time; inside a minute in no promised order. */
const byMinute = (one: EventRecord, other: EventRecord): number =>
  Math.floor(one.time / MINUTE_MS) - Math.floor(other.time / MINUTE_MS);

function send(run: ReplayRun, replay: Replay, record: EventRecord): void {
  const { Arn, FilterArns } = replay.destination;
  const text = withReplayName(record.text, replay.name);
  const onlyRules = FilterArns === undefined || FilterArns.length === 0 ? undefined : new Set(FilterArns);
  const replayed = { ...record, text, receivedAt: run.cloud.clock.now() };
  run.dispatcher.dispatch(findBus(run.state, Arn), replayed, { onlyRules, replayed: true });
  replay.lastReplayedAt = record.time;
}

function finish(run: ReplayRun, replay: Replay): void {
  const cancelled = replay.state === 'CANCELLING';
  replay.state = cancelled ? 'CANCELLED' : 'COMPLETED';
  replay.reason = cancelled ? 'Replay was cancelled' : undefined;
  replay.endedAt = run.cloud.clock.now();
}

/** Asked anew each time: CancelReplay changes it while the replay waits for its turn. */
const isCancelled = ({ state }: Replay): boolean => state === 'CANCELLING';

/**
 * Sends the archive's events of the replay's window to its bus, each with `replay-name`.
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html
 */
export async function runReplay(run: ReplayRun, replay: Replay, archive: Archive): Promise<void> {
  const events = keptEvents(archive, run.cloud).filter(({ time }) => time >= replay.from && time < replay.to);
  events.sort(byMinute);
  await turnOfLoop();
  if (!isCancelled(replay)) replay.state = 'RUNNING';
  try {
    for (const [index, record] of events.entries()) {
      if (index % EVENTS_PER_TURN === 0) await turnOfLoop();
      if (isCancelled(replay)) break;
      send(run, replay, record);
    }
    finish(run, replay);
  } catch (error) {
    Object.assign(replay, { state: 'FAILED', reason: (error as Error).message, endedAt: run.cloud.clock.now() });
  }
}

const isUnderWay = ({ state }: Replay): boolean => ['STARTING', 'RUNNING', 'CANCELLING'].includes(state);

export const pendingReplays = (state: EventsState): readonly PendingWork[] =>
  [...state.replays.values()].filter(isUnderWay).map(({ name }) => ({ what: `replay ${name}` }));

/** @throws {AwsError} `ResourceNotFoundException`. */
export function findReplay(state: EventsState, name: unknown): Replay {
  const replay = state.replays.get(String(name));
  if (replay === undefined) throw new AwsError('ResourceNotFoundException', `Replay ${String(name)} does not exist.`);
  return replay;
}

/** @throws {AwsError} `IllegalStatusException`: only a replay that has not ended can be cancelled. */
export function cancelReplay(replay: Replay): void {
  if (replay.state !== 'STARTING' && replay.state !== 'RUNNING') {
    throw new AwsError('IllegalStatusException', `Replay ${replay.name} is not in a valid state for this operation.`);
  }
  replay.state = 'CANCELLING';
}

const dateOf = (time: number | undefined): Date | undefined => (time === undefined ? undefined : new Date(time));

/** What List shows of a replay; Describe adds the rest. */
export const viewOfReplay = (replay: Replay): Json => ({
  ReplayName: replay.name,
  EventSourceArn: replay.archiveArn,
  State: replay.state,
  StateReason: replay.reason,
  EventStartTime: new Date(replay.from),
  EventEndTime: new Date(replay.to),
  EventLastReplayedTime: dateOf(replay.lastReplayedAt),
  ReplayStartTime: new Date(replay.startedAt),
  ReplayEndTime: dateOf(replay.endedAt),
});
