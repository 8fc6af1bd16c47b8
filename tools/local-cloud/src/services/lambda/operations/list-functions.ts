import type { Operation } from '../../../core/service.ts';
import { describeFunction } from '../describe-function.ts';
import { honourOnly, optionalChoice } from '../input.ts';
import { readPage } from '../page.ts';
import type { LambdaState } from '../state.ts';

/** Functions per answer. docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
const MAX_ITEMS = 50;

export const makeListFunctions =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('ListFunctions', input, ['Marker', 'MaxItems', 'FunctionVersion']);
    optionalChoice(input, 'FunctionVersion', ['ALL']);
    const { items, next } = readPage([...state.functions.values()], input, MAX_ITEMS);
    return { Functions: items.map(describeFunction), ...next };
  };
