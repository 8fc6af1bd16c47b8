import type { Cloud } from '../../core/cloud.ts';
import { AwsError } from '../../core/aws-error.ts';
import type { AwsService, Denial, Operation, PendingWork, ServiceFactory } from '../../core/service.ts';
import { endFunction } from './create-function.ts';
import { AsyncQueue } from './invoke/async-queue.ts';
import {
  makeCreateEventSourceMapping,
  makeDeleteEventSourceMapping,
  makeGetEventSourceMapping,
  makeListEventSourceMappings,
  makeUpdateEventSourceMapping,
} from './operations/event-source-mappings.ts';
import { makeCreateFunction } from './operations/create-function.ts';
import { makeDeleteFunction } from './operations/delete-function.ts';
import {
  makeDeleteFunctionEventInvokeConfig,
  makeGetFunctionEventInvokeConfig,
  makeListFunctionEventInvokeConfigs,
  makePutFunctionEventInvokeConfig,
  makeUpdateFunctionEventInvokeConfig,
} from './operations/event-invoke-config.ts';
import {
  makeDeleteFunctionConcurrency,
  makeGetFunctionConcurrency,
  makePutFunctionConcurrency,
} from './operations/function-concurrency.ts';
import { makeAddPermission, makeGetPolicy, makeRemovePermission } from './operations/function-policy.ts';
import { makeGetFunction, makeGetFunctionConfiguration } from './operations/get-function.ts';
import { makeInvoke } from './operations/invoke.ts';
import { makeListFunctions } from './operations/list-functions.ts';
import { makeListTags, makeTagResource, makeUntagResource } from './operations/tags.ts';
import { makeUpdateFunctionCode } from './operations/update-function-code.ts';
import { makeUpdateFunctionConfiguration } from './operations/update-function-configuration.ts';
import { denialReason } from '../../iam/authorizer.ts';
import { permissionsOf } from './permissions.ts';
import { makeEventInvokeConfigProvider } from './providers/event-invoke-config.ts';
import { makeEventSourceMappingProvider } from './providers/event-source-mapping.ts';
import { makeFunctionProvider } from './providers/function.ts';
import { makePermissionProvider } from './providers/permission.ts';
import { ROUTES } from './routes.ts';
import { makeBudget, setClock, type LambdaState } from './state.ts';

const operationsOf = (state: LambdaState): Readonly<Record<string, Operation>> => ({
  Invoke: makeInvoke(state),
  CreateFunction: makeCreateFunction(state),
  GetFunction: makeGetFunction(state),
  GetFunctionConfiguration: makeGetFunctionConfiguration(state),
  ListFunctions: makeListFunctions(state),
  UpdateFunctionCode: makeUpdateFunctionCode(state),
  UpdateFunctionConfiguration: makeUpdateFunctionConfiguration(state),
  DeleteFunction: makeDeleteFunction(state),
  PutFunctionConcurrency: makePutFunctionConcurrency(state),
  GetFunctionConcurrency: makeGetFunctionConcurrency(state),
  DeleteFunctionConcurrency: makeDeleteFunctionConcurrency(state),
  AddPermission: makeAddPermission(state),
  GetPolicy: makeGetPolicy(state),
  RemovePermission: makeRemovePermission(state),
  PutFunctionEventInvokeConfig: makePutFunctionEventInvokeConfig(state),
  UpdateFunctionEventInvokeConfig: makeUpdateFunctionEventInvokeConfig(state),
  GetFunctionEventInvokeConfig: makeGetFunctionEventInvokeConfig(state),
  DeleteFunctionEventInvokeConfig: makeDeleteFunctionEventInvokeConfig(state),
  ListFunctionEventInvokeConfigs: makeListFunctionEventInvokeConfigs(state),
  CreateEventSourceMapping: makeCreateEventSourceMapping(state),
  GetEventSourceMapping: makeGetEventSourceMapping(state),
  ListEventSourceMappings: makeListEventSourceMappings(state),
  UpdateEventSourceMapping: makeUpdateEventSourceMapping(state),
  DeleteEventSourceMapping: makeDeleteEventSourceMapping(state),
  ListTags: makeListTags(state),
  TagResource: makeTagResource(state),
  UntagResource: makeUntagResource(state),
});

/** Lambda's own words. docs.aws.amazon.com/lambda/latest/dg/security_iam_troubleshoot.html */
function accessDenied(denial: Denial): AwsError {
  const { principalArn, permission } = denial;
  const because = denialReason(denial, permission.action);
  const message = `User: ${principalArn} is not authorized to perform: ${permission.action} on resource: ${permission.resource} ${because}`;
  return new AwsError('AccessDeniedException', message, { status: 403 });
}

function pendingOf(state: LambdaState): readonly PendingWork[] {
  const running = [...state.functions.values()].filter((fn) => fn.running > 0);
  return [
    ...state.asyncQueue.pending(),
    ...running.map((fn) => ({ what: `function ${fn.name}: ${fn.running} running` })),
    ...(state.busyLogs.size === 0 ? [] : [{ what: `logs of ${state.busyLogs.size} functions` }]),
    ...[...state.mappings.values()].flatMap((mapping) => mapping.poller?.pending() ?? []),
  ];
}

async function stop(state: LambdaState): Promise<void> {
  for (const mapping of state.mappings.values()) mapping.poller?.stop();
  for (const fn of state.functions.values()) endFunction(fn);
}

/** Lambda. docs.aws.amazon.com/lambda/latest/api/welcome.html */
export const makeLambdaService: ServiceFactory = (cloud: Cloud): AwsService => {
  const clock = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const state: LambdaState = {
    cloud,
    functions: new Map(),
    mappings: new Map(),
    asyncQueue: new AsyncQueue(),
    budget: makeBudget(),
    busyLogs: new Set(),
    clock,
  };
  cloud.clock.onChange(() => setClock(state));
  return {
    name: 'lambda',
    protocols: [{ kind: 'rest-json', routes: ROUTES }],
    operations: operationsOf(state),
    permissions: (operation, input, principal) => permissionsOf(state, { operation, input, principal }),
    accessDenied,
    providers: [
      makeFunctionProvider(state),
      makePermissionProvider(state),
      makeEventInvokeConfigProvider(state),
      makeEventSourceMappingProvider(state),
    ],
    pending: () => pendingOf(state),
    stop: () => stop(state),
  };
};
