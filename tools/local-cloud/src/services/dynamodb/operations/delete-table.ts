import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { perform, validate } from '../engine/run.ts';
import { closeStream, tableOf } from '../state.ts';
import type { DynamoState } from '../state.ts';
import { describeTable } from '../tables/describe-table.ts';

/** Gone at once; the records of its stream stay readable for 24 hours. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html */
export const makeDeleteTable =
  (state: DynamoState): Operation =>
  async (input) => {
    const request = { engine: state.engine, store: state.store, operation: 'DeleteTable' };
    const data = validate(request, input);
    const { table, settings } = tableOf(state, data['TableName'] as string);
    if (settings.deletionProtected)
      throw new AwsError(
        'ValidationException',
        `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.`,
      );
    const description = { ...describeTable(state, table, settings), TableStatus: 'DELETING' };
    closeStream(state, settings);
    await perform(request, data);
    state.store.tableDb.entries.delete(table.TableName);
    state.settings.delete(table.TableName);
    return { TableDescription: description };
  };
