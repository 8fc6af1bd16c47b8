import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import { OPERATOR } from '../../../core/principal.ts';
import type { ResourceHandle, ResourceProvider, ResourceRequest } from '../../../core/resource.ts';

/** Templates write the tags of a parameter as a map. */
const tagList = (tags: unknown): readonly Json[] =>
  Object.entries(tags as Json).map(([Key, Value]) => ({ Key, Value }));

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html */
export function makeParameterProvider(cloud: Cloud): ResourceProvider {
  const call = (operation: string, input: Json): Promise<Json> =>
    cloud.call({ principal: OPERATOR, service: 'ssm', operation, input });
  const put = async (request: ResourceRequest, name: string, overwrite: boolean): Promise<ResourceHandle> => {
    const { Tags, Name: _, ...properties } = request.properties;
    const tags = overwrite || Tags === undefined ? {} : { Tags: tagList(Tags) };
    await call('PutParameter', { ...properties, Name: name, Overwrite: overwrite, ...tags });
    return { ref: name, attributes: { Type: properties['Type'], Value: properties['Value'] } };
  };
  return {
    type: 'AWS::SSM::Parameter',
    properties: {
      Name: 'any',
      Type: 'any',
      Value: 'any',
      Description: 'any',
      AllowedPattern: 'any',
      Tier: 'any',
      DataType: 'any',
      Tags: 'any',
    },
    replacedWhenChanged: ['Name'],
    create: (request) => {
      const name = request.properties['Name'];
      return put(request, typeof name === 'string' ? name : request.physicalName(1011), false);
    },
    update: (request, handle) => put(request, handle.ref, true),
    delete: async (handle) => {
      await call('DeleteParameter', { Name: handle.ref });
    },
  };
}
