import type { Operation, PendingWork, ServiceFactory } from '../../core/service.ts';
import { makeAddPermission } from './operations/add-permission.ts';
import { makeCancelMessageMoveTask } from './operations/cancel-message-move-task.ts';
import { makeChangeMessageVisibility } from './operations/change-message-visibility.ts';
import { makeChangeMessageVisibilityBatch } from './operations/change-message-visibility-batch.ts';
import { makeCreateQueue } from './operations/create-queue.ts';
import { makeDeleteMessage } from './operations/delete-message.ts';
import { makeDeleteMessageBatch } from './operations/delete-message-batch.ts';
import { makeDeleteQueue } from './operations/delete-queue.ts';
import { makeGetQueueAttributes } from './operations/get-queue-attributes.ts';
import { makeGetQueueUrl } from './operations/get-queue-url.ts';
import { makeListDeadLetterSourceQueues } from './operations/list-dead-letter-source-queues.ts';
import { makeListMessageMoveTasks } from './operations/list-message-move-tasks.ts';
import { makeListQueueTags } from './operations/list-queue-tags.ts';
import { makeListQueues } from './operations/list-queues.ts';
import { makePurgeQueue } from './operations/purge-queue.ts';
import { makeReceiveMessage } from './operations/receive-message.ts';
import { makeRemovePermission } from './operations/remove-permission.ts';
import { makeSendMessage } from './operations/send-message.ts';
import { makeSendMessageBatch } from './operations/send-message-batch.ts';
import { makeSetQueueAttributes } from './operations/set-queue-attributes.ts';
import { makeStartMessageMoveTask } from './operations/start-message-move-task.ts';
import { makeTagQueue } from './operations/tag-queue.ts';
import { makeUntagQueue } from './operations/untag-queue.ts';
import { accessDenied, permissionsOf } from './permissions.ts';
import { makeQueuePolicyProvider } from './providers/queue-policy.ts';
import { makeQueueProvider } from './providers/queue.ts';
import { makeState, type SqsState } from './state.ts';

const operationsOn = (state: SqsState): Readonly<Record<string, Operation>> => ({
  AddPermission: makeAddPermission(state),
  CancelMessageMoveTask: makeCancelMessageMoveTask(state),
  ChangeMessageVisibility: makeChangeMessageVisibility(state),
  ChangeMessageVisibilityBatch: makeChangeMessageVisibilityBatch(state),
  CreateQueue: makeCreateQueue(state),
  DeleteMessage: makeDeleteMessage(state),
  DeleteMessageBatch: makeDeleteMessageBatch(state),
  DeleteQueue: makeDeleteQueue(state),
  GetQueueAttributes: makeGetQueueAttributes(state),
  GetQueueUrl: makeGetQueueUrl(state),
  ListDeadLetterSourceQueues: makeListDeadLetterSourceQueues(state),
  ListMessageMoveTasks: makeListMessageMoveTasks(state),
  ListQueueTags: makeListQueueTags(state),
  ListQueues: makeListQueues(state),
  PurgeQueue: makePurgeQueue(state),
  ReceiveMessage: makeReceiveMessage(state),
  RemovePermission: makeRemovePermission(state),
  SendMessage: makeSendMessage(state),
  SendMessageBatch: makeSendMessageBatch(state),
  SetQueueAttributes: makeSetQueueAttributes(state),
  StartMessageMoveTask: makeStartMessageMoveTask(state),
  TagQueue: makeTagQueue(state),
  UntagQueue: makeUntagQueue(state),
});

/** Delays and move tasks that run out by themselves. What merely sits in a queue, or is with a receiver, moves only when somebody does. */
function pendingIn(state: SqsState): readonly PendingWork[] {
  const work: PendingWork[] = [];
  for (const queue of state.queues.values()) {
    const dueAt = queue.firstDelayEnds();
    if (dueAt !== undefined)
      work.push({ what: `queue ${queue.name}: ${queue.counts().delayed} delayed messages`, dueAt });
  }
  for (const task of state.moveTasks)
    if (task.running) work.push({ what: `move task from ${task.source.name}: ${task.toMove - task.moved} messages` });
  return work;
}

/** Amazon SQS: standard and FIFO queues. docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html */
export const makeSqsService: ServiceFactory = (cloud) => {
  const state = makeState(cloud);
  return {
    name: 'sqs',
    protocols: [{ kind: 'json', version: '1.0', targetPrefix: 'AmazonSQS', queryCompatible: true }],
    operations: operationsOn(state),
    permissions: (operation, input, principal) => permissionsOf(state, { operation, input, principal }),
    accessDenied,
    providers: [makeQueueProvider(state), makeQueuePolicyProvider(state)],
    pending: () => pendingIn(state),
    stop: async () => {
      for (const queue of state.queues.values()) queue.close();
      state.queues.clear();
    },
  };
};
