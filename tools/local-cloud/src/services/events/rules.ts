import type { Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import { readPattern } from './event-pattern.ts';
import { findBus, ruleArn } from './state.ts';
import type { EventBus, EventsState, Rule } from './state.ts';
import { addTags } from './tagging.ts';

const textOr = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function makeRule(cloud: Cloud, bus: EventBus, name: string): Rule {
  return {
    name,
    arn: ruleArn(cloud, bus.name, name),
    busName: bus.name,
    eventPattern: '{}',
    pattern: [],
    enabled: true,
    description: undefined,
    roleArn: undefined,
    targets: new Map(),
  };
}

/**
 * Creates or replaces a rule, as PutRule does with a checked input: members that are not given go back to their defaults,
 * targets stay, tags of an existing rule stay as they are.
 * @throws {AwsError} `ResourceNotFoundException`, `InvalidEventPatternException`.
 */
export function storeRule(state: EventsState, cloud: Cloud, input: Json): Rule {
  const bus = findBus(state, input['EventBusName']);
  const eventPattern = String(input['EventPattern']);
  const pattern = readPattern(eventPattern);
  const known = bus.rules.get(String(input['Name']));
  const rule = known ?? makeRule(cloud, bus, String(input['Name']));
  Object.assign(rule, {
    eventPattern,
    pattern,
    enabled: input['State'] !== 'DISABLED',
    description: textOr(input['Description']),
    roleArn: textOr(input['RoleArn']),
  });
  bus.rules.set(rule.name, rule);
  bus.matcher = undefined;
  if (known === undefined) addTags(state, rule.arn, input['Tags']);
  return rule;
}

/** Takes a rule and its tags away; nothing happens when it is not there, as on AWS. */
export function removeRule(state: EventsState, bus: EventBus, rule: Rule): void {
  bus.rules.delete(rule.name);
  bus.matcher = undefined;
  state.tags.delete(rule.arn);
}
