import type { Operation } from '../../../core/service.ts';
import type { DynamoState } from '../state.ts';

/** Default quotas of an account. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html */
export const makeDescribeLimits = (): Operation => async () => ({
  AccountMaxReadCapacityUnits: 80_000,
  AccountMaxWriteCapacityUnits: 80_000,
  TableMaxReadCapacityUnits: 40_000,
  TableMaxWriteCapacityUnits: 40_000,
});

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html */
export const makeDescribeEndpoints =
  (state: DynamoState): Operation =>
  async () => ({ Endpoints: [{ Address: new URL(state.cloud.url).host, CachePeriodInMinutes: 1440 }] });
