import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { pageOf, withPrefix } from '../paging.ts';
import { ARN, BUS_NAME_OR_ARN, PAGING, RULE_NAME } from '../shapes.ts';
import { findBus, findRule } from '../state.ts';
import type { EventsState, Rule } from '../state.ts';
import { validate } from '../../../core/validation.ts';

const viewOf = (rule: Rule): Json => ({
  Name: rule.name,
  Arn: rule.arn,
  EventPattern: rule.eventPattern,
  State: rule.enabled ? 'ENABLED' : 'DISABLED',
  Description: rule.description,
  RoleArn: rule.roleArn,
  EventBusName: rule.busName,
});

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html */
export const makeDescribeRule =
  (state: EventsState, accountId: string): Operation =>
  async (input) => {
    validate('events:DescribeRule', input, { Name: { ...RULE_NAME, required: true }, EventBusName: BUS_NAME_OR_ARN });
    return { ...viewOf(findRule(findBus(state, input['EventBusName']), input['Name'])), CreatedBy: accountId };
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
export const makeListRules =
  (state: EventsState): Operation =>
  async (input) => {
    validate('events:ListRules', input, { NamePrefix: RULE_NAME, EventBusName: BUS_NAME_OR_ARN, ...PAGING });
    const rules = withPrefix(input, findBus(state, input['EventBusName']).rules.values());
    return pageOf(input, 'Rules', rules.map(viewOf));
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTargetsByRule.html */
export const makeListTargetsByRule =
  (state: EventsState): Operation =>
  async (input) => {
    const members = { Rule: { ...RULE_NAME, required: true }, EventBusName: BUS_NAME_OR_ARN, ...PAGING } as const;
    validate('events:ListTargetsByRule', input, members);
    const rule = findRule(findBus(state, input['EventBusName']), input['Rule']);
    return pageOf(input, 'Targets', [...rule.targets.values()]);
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRuleNamesByTarget.html */
export const makeListRuleNamesByTarget =
  (state: EventsState): Operation =>
  async (input) => {
    const members = { TargetArn: { ...ARN, required: true }, EventBusName: BUS_NAME_OR_ARN, ...PAGING } as const;
    validate('events:ListRuleNamesByTarget', input, members);
    const rules = [...findBus(state, input['EventBusName']).rules.values()];
    const hits = rules.filter(({ targets }) => [...targets.values()].some(({ Arn }) => Arn === input['TargetArn']));
    return pageOf(
      input,
      'RuleNames',
      hits.map(({ name }) => name),
    );
  };
