import type { ResourceHandle, ResourceProvider, ResourceRequest } from '../../../core/resource.ts';
import { readEventInvoke } from '../event-invoke.ts';
import { findFunction, type LambdaState } from '../state.ts';

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
const PROPERTIES = {
  FunctionName: 'any',
  Qualifier: 'any',
  MaximumRetryAttempts: 'any',
  MaximumEventAgeInSeconds: 'any',
  DestinationConfig: { OnSuccess: { Destination: 'any' }, OnFailure: { Destination: 'any' } },
} as const;

function put(state: LambdaState, { properties, physicalName }: ResourceRequest): ResourceHandle {
  const fn = findFunction(state, properties['FunctionName'], properties['Qualifier']);
  fn.eventInvoke = readEventInvoke(properties, state.cloud.clock.now());
  return { ref: physicalName(255), attributes: { FunctionName: fn.name } };
}

export const makeEventInvokeConfigProvider = (state: LambdaState): ResourceProvider => ({
  type: 'AWS::Lambda::EventInvokeConfig',
  properties: PROPERTIES,
  replacedWhenChanged: ['FunctionName', 'Qualifier'],
  create: async (request) => put(state, request),
  update: async (request) => put(state, request),
  delete: async ({ attributes }) => {
    const fn = state.functions.get(String(attributes['FunctionName']));
    if (fn) fn.eventInvoke = undefined;
  },
});
