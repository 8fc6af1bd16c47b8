import type { ResourceProvider } from '../../../core/resource.ts';
import { readPermission } from '../function-policy.ts';
import { findFunction, type LambdaState } from '../state.ts';

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
const PROPERTIES = {
  FunctionName: 'any',
  Action: 'any',
  Principal: 'any',
  SourceArn: 'any',
  SourceAccount: 'any',
} as const;

export const makePermissionProvider = (state: LambdaState): ResourceProvider => ({
  type: 'AWS::Lambda::Permission',
  properties: PROPERTIES,
  create: async ({ properties, physicalName }) => {
    const fn = findFunction(state, properties['FunctionName']);
    const sid = physicalName(100);
    fn.statements.set(sid, readPermission(fn, properties, sid));
    return { ref: sid, attributes: { Id: sid, FunctionName: fn.name } };
  },
  delete: async ({ ref, attributes }) => {
    state.functions.get(String(attributes['FunctionName']))?.statements.delete(ref);
  },
});
