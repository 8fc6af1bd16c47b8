import type { Operation } from '../../../core/service.ts';
import { tableOf } from '../state.ts';
import type { DynamoState } from '../state.ts';
import { requiredTableName } from '../tables/table-input.ts';

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html */
export const makeDescribeTimeToLive =
  (state: DynamoState): Operation =>
  async (input) => {
    const { settings } = tableOf(state, requiredTableName(input));
    const { expiry } = settings;
    return {
      TimeToLiveDescription:
        expiry === undefined
          ? { TimeToLiveStatus: 'DISABLED' }
          : { TimeToLiveStatus: 'ENABLED', AttributeName: expiry.attribute },
    };
  };
