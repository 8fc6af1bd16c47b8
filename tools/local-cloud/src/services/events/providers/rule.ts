import { AwsError, type Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import { OPERATOR } from '../../../core/principal.ts';
import type { ResourceHandle, ResourceProvider, ResourceRequest } from '../../../core/resource.ts';
import { removeRule } from '../rules.ts';
import { findBus, findRule } from '../state.ts';
import type { EventsState } from '../state.ts';

/** Longest rule name. docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
const MAX_NAME_LENGTH = 64;

/** `Ref` of a rule on a custom bus is `<bus>|<rule>`. */
const refOf = (busName: string, name: string): string => (busName === 'default' ? name : `${busName}|${name}`);

const PROPERTIES = {
  Name: 'any',
  Description: 'any',
  EventBusName: 'any',
  EventPattern: 'any',
  State: 'any',
  RoleArn: 'any',
  Tags: 'any',
  Targets: [
    {
      Id: 'any',
      Arn: 'any',
      RoleArn: 'any',
      Input: 'any',
      InputPath: 'any',
      InputTransformer: { InputPathsMap: 'any', InputTemplate: 'any' },
      SqsParameters: { MessageGroupId: 'any' },
      DeadLetterConfig: { Arn: 'any' },
      RetryPolicy: { MaximumRetryAttempts: 'any', MaximumEventAgeInSeconds: 'any' },
    },
  ],
} as const;

function ruleInput({ properties }: ResourceRequest, name: string): Json {
  const { Targets: _targets, EventPattern: pattern, ...rest } = properties;
  const eventPattern = typeof pattern === 'object' ? JSON.stringify(pattern) : pattern;
  return { ...rest, Name: name, ...(eventPattern === undefined ? {} : { EventPattern: eventPattern }) };
}

/** Templates may write numbers as text. */
function targetInput(target: Json): Json {
  const policy = target['RetryPolicy'] as Readonly<Record<string, unknown>> | undefined;
  if (policy === undefined) return target;
  return {
    ...target,
    RetryPolicy: Object.fromEntries(Object.entries(policy).map(([key, value]) => [key, Number(value)])),
  };
}

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const makeRuleProvider = (state: EventsState, cloud: Cloud): ResourceProvider => {
  const call = (operation: string, input: Json): Promise<Json> =>
    cloud.call({ principal: OPERATOR, service: 'events', operation, input });

  const put = async (request: ResourceRequest, name: string): Promise<ResourceHandle> => {
    const input = ruleInput(request, name);
    await call('PutRule', input);
    const bus = findBus(state, input['EventBusName']);
    const rule = findRule(bus, name);
    rule.targets.clear();
    const targets = (request.properties['Targets'] as readonly Json[] | undefined) ?? [];
    if (targets.length > 0)
      await call('PutTargets', { Rule: name, EventBusName: bus.name, Targets: targets.map(targetInput) });
    return { ref: refOf(bus.name, name), attributes: { Arn: rule.arn } };
  };
  const nameIn = (ref: string): string => ref.slice(ref.indexOf('|') + 1);

  return {
    type: 'AWS::Events::Rule',
    properties: PROPERTIES,
    replacedWhenChanged: ['Name', 'EventBusName'],
    create: async (request) => {
      const given = request.properties['Name'];
      const name = typeof given === 'string' ? given : request.physicalName(MAX_NAME_LENGTH);
      const bus = findBus(state, request.properties['EventBusName']);
      if (bus.rules.has(name)) throw new AwsError('ResourceAlreadyExistsException', `Rule ${name} already exists.`);
      try {
        return await put(request, name);
      } catch (error) {
        const rule = bus.rules.get(name);
        if (rule !== undefined) removeRule(state, bus, rule);
        throw error;
      }
    },
    update: async (request, { ref }) => put(request, nameIn(ref)),
    delete: async ({ ref }) => {
      const bus = state.buses.get(ref.includes('|') ? ref.slice(0, ref.indexOf('|')) : 'default');
      const rule = bus?.rules.get(nameIn(ref));
      if (bus !== undefined && rule !== undefined) removeRule(state, bus, rule);
    },
  };
};
