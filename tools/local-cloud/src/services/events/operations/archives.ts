import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { Operation } from '../../../core/service.ts';
import { findArchive, viewOfArchive } from '../archives.ts';
import { readPattern } from '../event-pattern.ts';
import { pageOf, withPrefix } from '../paging.ts';
import { ARCHIVE_NAME, DESCRIPTION, EVENT_SOURCE_ARN, PAGING, PATTERN } from '../shapes.ts';
import { findBus } from '../state.ts';
import type { Archive, EventsState } from '../state.ts';
import { validate } from '../../../core/validation.ts';
import type { Members } from '../../../core/validation.ts';

const SETTINGS: Members = {
  ArchiveName: { ...ARCHIVE_NAME, required: true },
  Description: DESCRIPTION,
  EventPattern: PATTERN,
  RetentionDays: { kind: 'number', min: 0 },
  KmsKeyIdentifier: { kind: 'refused' },
};

function change(archive: Archive, input: Json): void {
  const { Description: description, EventPattern: pattern, RetentionDays: days } = input;
  if (typeof pattern === 'string') {
    archive.pattern = readPattern(pattern);
    archive.eventPattern = pattern;
  }
  if (typeof description === 'string') archive.description = description;
  if (typeof days === 'number') archive.retentionDays = days;
}

const answer = ({ arn, createdAt }: Archive): Json => ({
  ArchiveArn: arn,
  State: 'ENABLED',
  CreationTime: new Date(createdAt),
});

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateArchive.html */
export const makeCreateArchive =
  (state: EventsState, cloud: Cloud): Operation =>
  async (input) => {
    validate('events:CreateArchive', input, { ...SETTINGS, EventSourceArn: { ...EVENT_SOURCE_ARN, required: true } });
    const name = String(input['ArchiveName']);
    if (state.archives.has(name)) {
      throw new AwsError('ResourceAlreadyExistsException', `Archive ${name} already exists.`);
    }
    const archive: Archive = {
      name,
      arn: cloud.arn('events', `archive/${name}`),
      busArn: findBus(state, input['EventSourceArn']).arn,
      description: undefined,
      eventPattern: undefined,
      pattern: undefined,
      retentionDays: 0,
      createdAt: cloud.clock.now(),
      events: [],
      sizeBytes: 0,
    };
    change(archive, input);
    state.archives.set(name, archive);
    return answer(archive);
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_UpdateArchive.html */
export const makeUpdateArchive =
  (state: EventsState): Operation =>
  async (input) => {
    validate('events:UpdateArchive', input, SETTINGS);
    const archive = findArchive(state, input['ArchiveName']);
    change(archive, input);
    return answer(archive);
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteArchive.html */
export const makeDeleteArchive =
  (state: EventsState): Operation =>
  async (input) => {
    validate('events:DeleteArchive', input, { ArchiveName: { ...ARCHIVE_NAME, required: true } });
    const archive = findArchive(state, input['ArchiveName']);
    state.archives.delete(archive.name);
    state.tags.delete(archive.arn);
    return {};
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeArchive.html */
export const makeDescribeArchive =
  (state: EventsState, cloud: Cloud): Operation =>
  async (input) => {
    validate('events:DescribeArchive', input, { ArchiveName: { ...ARCHIVE_NAME, required: true } });
    const archive = findArchive(state, input['ArchiveName']);
    const { arn: ArchiveArn, description: Description, eventPattern: EventPattern } = archive;
    return { ...viewOfArchive(archive, cloud), ArchiveArn, Description, EventPattern };
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListArchives.html */
export const makeListArchives =
  (state: EventsState, cloud: Cloud): Operation =>
  async (input) => {
    const members: Members = {
      NamePrefix: ARCHIVE_NAME,
      EventSourceArn: EVENT_SOURCE_ARN,
      State: { kind: 'text' },
      ...PAGING,
    };
    validate('events:ListArchives', input, members);
    const { EventSourceArn: source, State: wanted } = input;
    const rows = withPrefix(input, state.archives.values()).filter(
      ({ busArn }) => (source === undefined || source === busArn) && (wanted === undefined || wanted === 'ENABLED'),
    );
    return pageOf(
      input,
      'Archives',
      rows.map((archive) => viewOfArchive(archive, cloud)),
    );
  };
