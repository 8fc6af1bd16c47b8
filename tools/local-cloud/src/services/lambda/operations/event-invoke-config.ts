import type { Operation } from '../../../core/service.ts';
import { resourceNotFound } from '../errors.ts';
import { describeEventInvoke, EVENT_INVOKE_MEMBERS, readEventInvoke } from '../event-invoke.ts';
import type { EventInvokeSettings, LambdaFunction } from '../function.ts';
import { honourOnly } from '../input.ts';
import { findFunction, type LambdaState } from '../state.ts';

function configured(fn: LambdaFunction): EventInvokeSettings {
  if (fn.eventInvoke) return fn.eventInvoke;
  throw resourceNotFound(`The function ${fn.arn}:$LATEST doesn't have an EventInvokeConfig`);
}

/** docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
export const makePutFunctionEventInvokeConfig =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('PutFunctionEventInvokeConfig', input, EVENT_INVOKE_MEMBERS);
    const fn = findFunction(state, input['FunctionName'], input['Qualifier']);
    fn.eventInvoke = readEventInvoke(input, state.cloud.clock.now());
    return describeEventInvoke(fn, fn.eventInvoke);
  };

/** docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionEventInvokeConfig.html */
export const makeUpdateFunctionEventInvokeConfig =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('UpdateFunctionEventInvokeConfig', input, EVENT_INVOKE_MEMBERS);
    const fn = findFunction(state, input['FunctionName'], input['Qualifier']);
    const before = configured(fn);
    const change = readEventInvoke(input, state.cloud.clock.now());
    fn.eventInvoke = {
      maximumRetryAttempts: change.maximumRetryAttempts ?? before.maximumRetryAttempts,
      maximumEventAgeInSeconds: change.maximumEventAgeInSeconds ?? before.maximumEventAgeInSeconds,
      onSuccess: change.onSuccess ?? before.onSuccess,
      onFailure: change.onFailure ?? before.onFailure,
      modifiedAt: change.modifiedAt,
    };
    return describeEventInvoke(fn, fn.eventInvoke);
  };

/** docs.aws.amazon.com/lambda/latest/api/API_GetFunctionEventInvokeConfig.html */
export const makeGetFunctionEventInvokeConfig =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('GetFunctionEventInvokeConfig', input, ['FunctionName', 'Qualifier']);
    const fn = findFunction(state, input['FunctionName'], input['Qualifier']);
    return describeEventInvoke(fn, configured(fn));
  };

/** docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionEventInvokeConfig.html */
export const makeDeleteFunctionEventInvokeConfig =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('DeleteFunctionEventInvokeConfig', input, ['FunctionName', 'Qualifier']);
    const fn = findFunction(state, input['FunctionName'], input['Qualifier']);
    configured(fn);
    fn.eventInvoke = undefined;
    return {};
  };

/** docs.aws.amazon.com/lambda/latest/api/API_ListFunctionEventInvokeConfigs.html */
export const makeListFunctionEventInvokeConfigs =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('ListFunctionEventInvokeConfigs', input, ['FunctionName']);
    const fn = findFunction(state, input['FunctionName']);
    return { FunctionEventInvokeConfigs: fn.eventInvoke ? [describeEventInvoke(fn, fn.eventInvoke)] : [] };
  };
