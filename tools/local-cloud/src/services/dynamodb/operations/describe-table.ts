import type { Operation } from '../../../core/service.ts';
import { validate } from '../engine/run.ts';
import { tableOf } from '../state.ts';
import type { DynamoState } from '../state.ts';
import { describeTable } from '../tables/describe-table.ts';

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const makeDescribeTable =
  (state: DynamoState): Operation =>
  async (input) => {
    const data = validate({ engine: state.engine, store: state.store, operation: 'DescribeTable' }, input);
    const { table, settings } = tableOf(state, data['TableName'] as string);
    return { Table: describeTable(state, table, settings) };
  };
