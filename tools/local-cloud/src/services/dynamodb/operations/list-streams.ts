import type { Operation } from '../../../core/service.ts';
import { tableNameOf } from '../engine/run.ts';
import type { DynamoState } from '../state.ts';

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html */
const MAX_RESULTS = 100;

export const makeListStreams =
  (state: DynamoState): Operation =>
  async (input) => {
    const nowMs = state.cloud.clock.now();
    const tableName = tableNameOf(input['TableName']);
    const all = [...state.streams.values()]
      .filter((stream) => !stream.isForgotten(nowMs))
      .filter(({ options }) => tableName === undefined || options.tableName === tableName)
      .map(({ options }) => options)
      .toSorted((left, right) => (left.arn < right.arn ? -1 : 1));
    const start = input['ExclusiveStartStreamArn'];
    const rest = typeof start === 'string' ? all.filter(({ arn }) => arn > start) : all;
    const limit = typeof input['Limit'] === 'number' ? Math.min(input['Limit'], MAX_RESULTS) : MAX_RESULTS;
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return {
      Streams: page.map(({ arn, label, tableName: name }) => ({ StreamArn: arn, TableName: name, StreamLabel: label })),
      ...(last !== undefined && rest.length > limit ? { LastEvaluatedStreamArn: last.arn } : {}),
    };
  };
