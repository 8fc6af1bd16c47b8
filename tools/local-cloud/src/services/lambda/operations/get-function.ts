import type { Operation } from '../../../core/service.ts';
import { describeFunction } from '../describe-function.ts';
import { honourOnly } from '../input.ts';
import { findFunction, type LambdaState } from '../state.ts';

/** docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html; `Location` is the local directory. */
export const makeGetFunction =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('GetFunction', input, ['FunctionName', 'Qualifier']);
    const fn = findFunction(state, input['FunctionName'], input['Qualifier']);
    return {
      Configuration: describeFunction(fn),
      Code: { RepositoryType: 'local', Location: `file://${fn.code.directory}` },
      Tags: Object.fromEntries(fn.tags),
      ...(fn.reservedConcurrency === undefined
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: fn.reservedConcurrency } }),
    };
  };

/** docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export const makeGetFunctionConfiguration =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('GetFunctionConfiguration', input, ['FunctionName', 'Qualifier']);
    return describeFunction(findFunction(state, input['FunctionName'], input['Qualifier']));
  };
