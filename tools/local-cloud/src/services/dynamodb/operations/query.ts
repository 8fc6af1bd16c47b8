import type { Operation } from '../../../core/service.ts';
import { run } from '../engine/run.ts';
import type { DynamoState } from '../state.ts';

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
export const makeQuery =
  ({ engine, store }: DynamoState): Operation =>
  (input) =>
    run({ engine, store, operation: 'Query' }, input);
