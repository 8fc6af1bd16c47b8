import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { removeRule } from '../rules.ts';
import { BUS_NAME_OR_ARN, RULE_NAME } from '../shapes.ts';
import { findBus } from '../state.ts';
import type { EventsState } from '../state.ts';
import { validate } from '../../../core/validation.ts';
import type { Members } from '../../../core/validation.ts';

const MEMBERS: Members = {
  Name: { ...RULE_NAME, required: true },
  EventBusName: BUS_NAME_OR_ARN,
  Force: { kind: 'boolean' },
};

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html */
export const makeDeleteRule =
  (state: EventsState): Operation =>
  async (input) => {
    validate('events:DeleteRule', input, MEMBERS);
    const bus = findBus(state, input['EventBusName']);
    const rule = bus.rules.get(String(input['Name']));
    if (rule === undefined) return {};
    if (rule.targets.size > 0) {
      throw new AwsError('ValidationException', "Rule can't be deleted since it has targets.");
    }
    removeRule(state, bus, rule);
    return {};
  };
