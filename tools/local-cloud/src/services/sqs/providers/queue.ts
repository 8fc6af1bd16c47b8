import type { Json } from '../../../core/aws-error.ts';
import type { PropertyShape, ResourceHandle, ResourceProvider, ResourceRequest } from '../../../core/resource.ts';
import { queueNameExists } from '../errors.ts';
import { dropQueue } from '../operations/delete-queue.ts';
import { setAttributes } from '../operations/set-queue-attributes.ts';
import type { Queue } from '../queue/queue.ts';
import type { QueueAttributes } from '../queue/settings.ts';
import { lastSegment, makeQueue, queueUrl, type SqsState } from '../state.ts';

const MAX_NAME_LENGTH = 80;
const FIFO_SUFFIX = '.fifo';

const NOT_ATTRIBUTES: readonly string[] = ['QueueName', 'Tags'];

function attributesOf(properties: Json): QueueAttributes {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (NOT_ATTRIBUTES.includes(name) || (name === 'FifoQueue' && String(value) === 'false')) continue;
    attributes[name] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  return attributes;
}

function nameOf({ properties, physicalName }: ResourceRequest): string {
  if (typeof properties['QueueName'] === 'string') return properties['QueueName'];
  if (String(properties['FifoQueue']) !== 'true') return physicalName(MAX_NAME_LENGTH);
  return physicalName(MAX_NAME_LENGTH - FIFO_SUFFIX.length) + FIFO_SUFFIX;
}

function handleOf(state: SqsState, queue: Queue): ResourceHandle {
  const url = queueUrl(state.cloud, queue.name);
  return { ref: url, attributes: { Arn: queue.arn, QueueName: queue.name, QueueUrl: url } };
}

function setTags(queue: Queue, properties: Json): void {
  queue.tags.clear();
  const tags = (properties['Tags'] ?? []) as readonly { readonly Key: string; readonly Value: string }[];
  for (const { Key, Value } of tags) queue.tags.set(Key, Value);
}

function change(state: SqsState, queue: Queue, properties: Json): void {
  const { FifoQueue: _, ...changes } = attributesOf(properties);
  setAttributes(state, queue, { RedrivePolicy: '', RedriveAllowPolicy: '', ...changes });
  setTags(queue, properties);
}

const HONOURED: PropertyShape = {
  QueueName: 'any',
  FifoQueue: 'any',
  ContentBasedDeduplication: 'any',
  DeduplicationScope: 'any',
  FifoThroughputLimit: 'any',
  DelaySeconds: 'any',
  MaximumMessageSize: 'any',
  MessageRetentionPeriod: 'any',
  ReceiveMessageWaitTimeSeconds: 'any',
  VisibilityTimeout: 'any',
  SqsManagedSseEnabled: 'any',
  RedrivePolicy: { deadLetterTargetArn: 'any', maxReceiveCount: 'any' },
  RedriveAllowPolicy: { redrivePermission: 'any', sourceQueueArns: 'any' },
  Tags: 'any',
};

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export function makeQueueProvider(state: SqsState): ResourceProvider {
  const make = (request: ResourceRequest): ResourceHandle => {
    const name = nameOf(request);
    if (state.queues.has(name)) throw queueNameExists('QueueName');
    const queue = makeQueue(state, name, attributesOf(request.properties));
    setTags(queue, request.properties);
    return handleOf(state, queue);
  };
  const drop = (handle: ResourceHandle): void => {
    const queue = state.queues.get(lastSegment(handle.ref));
    if (queue !== undefined) dropQueue(state, queue);
  };
  return {
    type: 'AWS::SQS::Queue',
    properties: HONOURED,
    replacedWhenChanged: ['QueueName', 'FifoQueue'],
    create: async (request) => make(request),
    update: async (request, handle) => {
      const queue = state.queues.get(lastSegment(handle.ref));
      if (queue === undefined) return make(request);
      change(state, queue, request.properties);
      return handleOf(state, queue);
    },
    delete: async (handle) => drop(handle),
  };
}
