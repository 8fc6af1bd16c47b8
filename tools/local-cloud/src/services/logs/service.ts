import type { Operation, ServiceFactory } from '../../core/service.ts';
import { makeFilterLogEvents } from './operations/filter-log-events.ts';
import { makeGetLogEvents } from './operations/get-log-events.ts';
import {
  makeCreateLogGroup,
  makeDeleteLogGroup,
  makeDeleteRetentionPolicy,
  makeDescribeLogGroups,
  makePutRetentionPolicy,
} from './operations/log-groups.ts';
import { makeCreateLogStream, makeDeleteLogStream, makeDescribeLogStreams } from './operations/log-streams.ts';
import { makePutLogEvents } from './operations/put-log-events.ts';
import { makeListTagsForResource, makeTagResource, makeUntagResource } from './operations/tags.ts';
import { permissionsOf } from './permissions.ts';
import { makeLogGroupProvider } from './providers/log-group.ts';
import type { LogsState } from './state.ts';

const operationsOf = (state: LogsState): Readonly<Record<string, Operation>> => ({
  CreateLogGroup: makeCreateLogGroup(state),
  DeleteLogGroup: makeDeleteLogGroup(state),
  DescribeLogGroups: makeDescribeLogGroups(state),
  PutRetentionPolicy: makePutRetentionPolicy(state),
  DeleteRetentionPolicy: makeDeleteRetentionPolicy(state),
  CreateLogStream: makeCreateLogStream(state),
  DeleteLogStream: makeDeleteLogStream(state),
  DescribeLogStreams: makeDescribeLogStreams(state),
  PutLogEvents: makePutLogEvents(state),
  GetLogEvents: makeGetLogEvents(state),
  FilterLogEvents: makeFilterLogEvents(state),
  TagResource: makeTagResource(state),
  UntagResource: makeUntagResource(state),
  ListTagsForResource: makeListTagsForResource(state),
});

/** CloudWatch Logs. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html */
export const makeLogsService: ServiceFactory = (cloud) => {
  const state: LogsState = { cloud, groups: new Map(), bytes: 0, nextSequence: 0 };
  return {
    name: 'logs',
    protocols: [{ kind: 'json', version: '1.1', targetPrefix: 'Logs_20140328' }],
    operations: operationsOf(state),
    permissions: (operation, input) => permissionsOf(cloud, operation, input),
    providers: [makeLogGroupProvider(state)],
  };
};
