import type { Operation } from '../../../core/service.ts';
import { invalidParameter } from '../errors.ts';
import { honourOnly, optionalText, readLimit, readToken, requiredText, textMap } from '../input.ts';
import { readRetention } from '../retention.ts';
import { addGroup, bytesOf, findGroup, removeGroup, type LogGroup, type LogsState } from '../state.ts';
import type { Json } from '../../../core/aws-error.ts';

/** Groups per answer. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
const MAX_GROUPS = 50;

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const makeCreateLogGroup =
  (state: LogsState): Operation =>
  async (input) => {
    honourOnly('CreateLogGroup', input, ['logGroupName', 'tags', 'logGroupClass']);
    checkClass(input['logGroupClass']);
    const group = addGroup(state, requiredText(input, 'logGroupName'));
    for (const [key, value] of Object.entries(textMap(input, 'tags'))) group.tags.set(key, value);
    return {};
  };

export function checkClass(logGroupClass: unknown): void {
  if (logGroupClass === undefined || logGroupClass === 'STANDARD') return;
  throw invalidParameter('The local cloud knows only the log group class STANDARD.');
}

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html */
export const makeDeleteLogGroup =
  (state: LogsState): Operation =>
  async (input) => {
    honourOnly('DeleteLogGroup', input, ['logGroupName']);
    removeGroup(state, findGroup(state, input));
    return {};
  };

const storedBytes = (group: LogGroup): number =>
  [...group.streams.values()].flatMap(({ events }) => events).reduce((sum, { message }) => sum + bytesOf(message), 0);

function describe(group: LogGroup): Json {
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    ...(group.retentionDays === undefined ? {} : { retentionInDays: group.retentionDays }),
    metricFilterCount: 0,
    arn: `${group.arn}:*`,
    logGroupArn: group.arn,
    storedBytes: storedBytes(group),
    logGroupClass: 'STANDARD',
  };
}

function readWanted(input: Json): (group: LogGroup) => boolean {
  const prefix = optionalText(input, 'logGroupNamePrefix');
  const pattern = optionalText(input, 'logGroupNamePattern');
  if (prefix !== undefined && pattern !== undefined) {
    throw invalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
  }
  return ({ name }) =>
    (prefix === undefined || name.startsWith(prefix)) && (pattern === undefined || name.includes(pattern));
}

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export const makeDescribeLogGroups =
  (state: LogsState): Operation =>
  async (input) => {
    honourOnly('DescribeLogGroups', input, [
      'logGroupNamePrefix',
      'logGroupNamePattern',
      'nextToken',
      'limit',
      'logGroupClass',
    ]);
    checkClass(input['logGroupClass']);
    const wanted = [...state.groups.values()].filter(readWanted(input)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const from = readToken(input);
    const end = from + readLimit(input, MAX_GROUPS);
    return {
      logGroups: wanted.slice(from, end).map(describe),
      ...(end < wanted.length ? { nextToken: String(end) } : {}),
    };
  };

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const makePutRetentionPolicy =
  (state: LogsState): Operation =>
  async (input) => {
    honourOnly('PutRetentionPolicy', input, ['logGroupName', 'retentionInDays']);
    findGroup(state, input).retentionDays = readRetention(input['retentionInDays']);
    return {};
  };

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html */
export const makeDeleteRetentionPolicy =
  (state: LogsState): Operation =>
  async (input) => {
    honourOnly('DeleteRetentionPolicy', input, ['logGroupName']);
    findGroup(state, input).retentionDays = undefined;
    return {};
  };
