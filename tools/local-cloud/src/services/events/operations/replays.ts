import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { pageOf, withPrefix } from '../paging.ts';
import { cancelReplay, findReplay, runReplay, viewOfReplay } from '../replays.ts';
import type { ReplayRun } from '../replays.ts';
import { ARN, DESCRIPTION, EVENT_SOURCE_ARN, PAGING, REPLAY_NAME } from '../shapes.ts';
import { findBus } from '../state.ts';
import type { Archive, EventsState, Replay } from '../state.ts';
import { timeOf, validate } from '../../../core/validation.ts';
import type { Members } from '../../../core/validation.ts';

const NAME: Members = { ReplayName: { ...REPLAY_NAME, required: true } };

const START: Members = {
  ...NAME,
  Description: DESCRIPTION,
  EventSourceArn: { ...EVENT_SOURCE_ARN, required: true },
  EventStartTime: { kind: 'time', required: true },
  EventEndTime: { kind: 'time', required: true },
  Destination: {
    kind: 'object',
    required: true,
    members: { Arn: { ...ARN, required: true }, FilterArns: { kind: 'list', of: ARN } },
  },
};

const invalid = (name: string, reason: string): AwsError =>
  new AwsError('ValidationException', `Parameter ${name} is not valid. Reason: ${reason}`);

function archiveOf(state: EventsState, arn: string): Archive {
  if (!arn.includes(':archive/')) throw invalid('EventSourceArn', 'Must contain an archive ARN.');
  const archive = [...state.archives.values()].find((each) => each.arn === arn);
  if (archive === undefined) {
    throw invalid('EventSourceArn', `Archive ${arn.slice(arn.indexOf('/') + 1)} does not exist.`);
  }
  return archive;
}

function checkReplay(state: EventsState, replay: Replay, archive: Archive): void {
  if (replay.to <= replay.from) throw invalid('EventEndTime', 'EventStartTime must be before EventEndTime.');
  if (!replay.destination.Arn.includes(':event-bus/'))
    throw invalid('Destination.Arn', 'Must contain an event bus ARN.');
  if (findBus(state, replay.destination.Arn).arn !== archive.busArn) {
    throw invalid('Destination.Arn', 'Cross event bus replay is not permitted.');
  }
  if (state.replays.has(replay.name)) {
    throw new AwsError('ResourceAlreadyExistsException', `Replay ${replay.name} already exists.`);
  }
}

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_StartReplay.html */
export const makeStartReplay =
  (run: ReplayRun): Operation =>
  async (input) => {
    validate('events:StartReplay', input, START);
    const { state, cloud } = run;
    const name = String(input['ReplayName']);
    const archive = archiveOf(state, String(input['EventSourceArn']));
    const replay: Replay = {
      name,
      arn: cloud.arn('events', `replay/${name}`),
      description: input['Description'] as string | undefined,
      archiveArn: archive.arn,
      destination: input['Destination'] as Replay['destination'],
      from: timeOf(input['EventStartTime']) ?? 0,
      to: timeOf(input['EventEndTime']) ?? 0,
      state: 'STARTING',
      reason: undefined,
      lastReplayedAt: undefined,
      startedAt: cloud.clock.now(),
      endedAt: undefined,
    };
    checkReplay(state, replay, archive);
    state.replays.set(name, replay);
    void runReplay(run, replay, archive);
    return { ReplayArn: replay.arn, State: 'STARTING', ReplayStartTime: new Date(replay.startedAt) };
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_CancelReplay.html */
export const makeCancelReplay =
  (state: EventsState): Operation =>
  async (input) => {
    validate('events:CancelReplay', input, NAME);
    const replay = findReplay(state, input['ReplayName']);
    cancelReplay(replay);
    return { ReplayArn: replay.arn, State: replay.state, StateReason: replay.reason };
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeReplay.html */
export const makeDescribeReplay =
  (state: EventsState): Operation =>
  async (input) => {
    validate('events:DescribeReplay', input, NAME);
    const replay = findReplay(state, input['ReplayName']);
    const { arn: ReplayArn, description: Description, destination: Destination } = replay;
    return { ...viewOfReplay(replay), ReplayArn, Description, Destination };
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListReplays.html */
export const makeListReplays =
  (state: EventsState): Operation =>
  async (input) => {
    const members: Members = {
      NamePrefix: REPLAY_NAME,
      EventSourceArn: EVENT_SOURCE_ARN,
      State: { kind: 'text' },
      ...PAGING,
    };
    validate('events:ListReplays', input, members);
    const { EventSourceArn: source, State: wanted } = input;
    const rows = withPrefix(input, state.replays.values()).filter(
      (replay) =>
        (source === undefined || source === replay.archiveArn) && (wanted === undefined || wanted === replay.state),
    );
    return pageOf(input, 'Replays', rows.map(viewOfReplay));
  };
