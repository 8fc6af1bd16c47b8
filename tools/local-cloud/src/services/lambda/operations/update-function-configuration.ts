import type { Operation } from '../../../core/service.ts';
import { changeFunction } from '../create-function.ts';
import { describeFunction } from '../describe-function.ts';
import { honourOnly } from '../input.ts';
import { readSettings, SETTINGS_MEMBERS } from '../settings.ts';
import { findFunction, type LambdaState } from '../state.ts';

const MEMBERS = ['FunctionName', ...SETTINGS_MEMBERS.filter((member) => member !== 'Architectures')];

/** docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
export const makeUpdateFunctionConfiguration =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('UpdateFunctionConfiguration', input, MEMBERS);
    const fn = findFunction(state, input['FunctionName']);
    changeFunction(state, fn, { settings: readSettings(input, fn.settings) });
    return describeFunction(fn);
  };
