import type { Operation } from '../../../core/service.ts';
import { invalidParameterValue } from '../errors.ts';
import { honourOnly, optionalNumber } from '../input.ts';
import { findFunction, type LambdaState } from '../state.ts';

/** An account's concurrency, of which 100 stays unreserved. docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const RESERVABLE = 900;

/** docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html */
export const makePutFunctionConcurrency =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('PutFunctionConcurrency', input, ['FunctionName', 'ReservedConcurrentExecutions']);
    const fn = findFunction(state, input['FunctionName']);
    const reserved = optionalNumber(input, 'ReservedConcurrentExecutions', { min: 0, max: RESERVABLE });
    if (reserved === undefined) throw invalidParameterValue('ReservedConcurrentExecutions is required.');
    fn.reservedConcurrency = reserved;
    return { ReservedConcurrentExecutions: reserved };
  };

/** docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html */
export const makeGetFunctionConcurrency =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('GetFunctionConcurrency', input, ['FunctionName']);
    const { reservedConcurrency } = findFunction(state, input['FunctionName']);
    return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
  };

/** docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html */
export const makeDeleteFunctionConcurrency =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('DeleteFunctionConcurrency', input, ['FunctionName']);
    findFunction(state, input['FunctionName']).reservedConcurrency = undefined;
    return {};
  };
