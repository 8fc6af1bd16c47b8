import type { Json } from '../../../core/aws-error.ts';
import type { ResourceHandle, ResourceProvider } from '../../../core/resource.ts';
import { checkClass } from '../operations/log-groups.ts';
import { optionalText } from '../input.ts';
import { readRetention } from '../retention.ts';
import { addGroup, removeGroup, type LogGroup, type LogsState } from '../state.ts';

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html */
const PROPERTIES = { LogGroupName: 'any', RetentionInDays: 'any', LogGroupClass: 'any', Tags: 'any' } as const;

const handleOf = (group: LogGroup): ResourceHandle => ({ ref: group.name, attributes: { Arn: `${group.arn}:*` } });

function configure(group: LogGroup, properties: Json): ResourceHandle {
  const { RetentionInDays: days, LogGroupClass, Tags } = properties;
  checkClass(LogGroupClass);
  group.retentionDays = days === undefined ? undefined : readRetention(days);
  group.tags.clear();
  for (const { Key, Value } of (Tags ?? []) as readonly { readonly Key: string; readonly Value: string }[])
    group.tags.set(Key, Value);
  return handleOf(group);
}

export const makeLogGroupProvider = (state: LogsState): ResourceProvider => ({
  type: 'AWS::Logs::LogGroup',
  properties: PROPERTIES,
  replacedWhenChanged: ['LogGroupName'],
  create: async ({ properties, physicalName }) =>
    configure(addGroup(state, optionalText(properties, 'LogGroupName') ?? physicalName(512)), properties),
  update: async ({ properties }, handle) => {
    const group = state.groups.get(handle.ref) ?? addGroup(state, handle.ref);
    return configure(group, properties);
  },
  delete: async ({ ref }) => {
    const group = state.groups.get(ref);
    if (group) removeGroup(state, group);
  },
});
