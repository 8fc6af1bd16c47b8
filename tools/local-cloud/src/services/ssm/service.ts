import type { Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import type { Permission } from '../../core/policy.ts';
import type { Operation, ServiceFactory } from '../../core/service.ts';
import { nameOf } from './lookup.ts';
import { makeDeleteParameter } from './operations/delete-parameter.ts';
import { makeDeleteParameters } from './operations/delete-parameters.ts';
import { makeDescribeParameters } from './operations/describe-parameters.ts';
import { makeGetParameter } from './operations/get-parameter.ts';
import { makeGetParameterHistory } from './operations/get-parameter-history.ts';
import { makeGetParameters } from './operations/get-parameters.ts';
import { makeGetParametersByPath } from './operations/get-parameters-by-path.ts';
import { makePutParameter } from './operations/put-parameter.ts';
import { makeAddTagsToResource, makeListTagsForResource, makeRemoveTagsFromResource } from './operations/tags.ts';
import { makeParameterProvider } from './providers/parameter.ts';
import { makeSsmState, parameterArn } from './state.ts';
import type { SsmState } from './state.ts';

const makeOperations = (state: SsmState, cloud: Cloud): Readonly<Record<string, Operation>> => ({
  PutParameter: makePutParameter(state, cloud),
  GetParameter: makeGetParameter(state, cloud),
  GetParameters: makeGetParameters(state, cloud),
  GetParametersByPath: makeGetParametersByPath(state, cloud),
  GetParameterHistory: makeGetParameterHistory(state, cloud),
  DescribeParameters: makeDescribeParameters(state, cloud),
  DeleteParameter: makeDeleteParameter(state),
  DeleteParameters: makeDeleteParameters(state),
  AddTagsToResource: makeAddTagsToResource(state),
  RemoveTagsFromResource: makeRemoveTagsFromResource(state),
  ListTagsForResource: makeListTagsForResource(state),
});

const textsOf = (value: unknown): readonly string[] => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item): item is string => typeof item === 'string');
};

/** The parameters that a call names; none for calls that IAM judges on `*`. */
const referencesOf = (input: Json): readonly string[] => [
  ...textsOf(input['Name']),
  ...textsOf(input['Names']),
  ...textsOf(input['Path']),
  ...textsOf(input['ResourceId']),
];

/** docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
function permissionsOf(cloud: Cloud, operation: string, input: Json): readonly Permission[] {
  const action = `ssm:${operation}`;
  const references = referencesOf(input);
  if (references.length === 0) return [{ action, resource: '*' }];
  return references.map((reference) => ({
    action,
    resource: parameterArn(
      cloud,
      nameOf(reference)
        .replace(/:\d+$/u, '')
        .replace(/(?<=.)\/$/u, ''),
    ),
  }));
}

/** Systems Manager's parameter store. docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html */
export const makeSsmService: ServiceFactory = (cloud) => {
  const state = makeSsmState();
  return {
    name: 'ssm',
    protocols: [{ kind: 'json', version: '1.1', targetPrefix: 'AmazonSSM' }],
    operations: makeOperations(state, cloud),
    permissions: (operation, input) => permissionsOf(cloud, operation, input),
    providers: [makeParameterProvider(cloud)],
  };
};
