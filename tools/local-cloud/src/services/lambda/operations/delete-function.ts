import type { Operation } from '../../../core/service.ts';
import { removeFunction } from '../create-function.ts';
import { honourOnly } from '../input.ts';
import { findFunction, type LambdaState } from '../state.ts';

/** docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html */
export const makeDeleteFunction =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('DeleteFunction', input, ['FunctionName', 'Qualifier']);
    removeFunction(state, findFunction(state, input['FunctionName'], input['Qualifier']));
    return {};
  };
