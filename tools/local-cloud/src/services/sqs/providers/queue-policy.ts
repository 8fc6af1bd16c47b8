import type { ResourceHandle, ResourceProvider, ResourceRequest } from '../../../core/resource.ts';
import { setAttributes } from '../operations/set-queue-attributes.ts';
import { lastSegment, queueByUrl, type SqsState } from '../state.ts';

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export function makeQueuePolicyProvider(state: SqsState): ResourceProvider {
  const apply = ({ properties, logicalId, stackName }: ResourceRequest): ResourceHandle => {
    const queues = properties['Queues'] as readonly string[];
    const policy = JSON.stringify(properties['PolicyDocument']);
    for (const url of queues) setAttributes(state, queueByUrl(state, url), { Policy: policy });
    return { ref: `${stackName}-${logicalId}`, attributes: { Id: `${stackName}-${logicalId}`, Queues: queues } };
  };
  const withdraw = ({ attributes }: ResourceHandle): void => {
    for (const url of attributes['Queues'] as readonly string[]) {
      const queue = state.queues.get(lastSegment(url));
      if (queue !== undefined) setAttributes(state, queue, { Policy: '' });
    }
  };
  return {
    type: 'AWS::SQS::QueuePolicy',
    properties: { PolicyDocument: 'any', Queues: 'any' },
    create: async (request) => apply(request),
    update: async (request, handle) => {
      withdraw(handle);
      return apply(request);
    },
    delete: async (handle) => withdraw(handle),
  };
}
