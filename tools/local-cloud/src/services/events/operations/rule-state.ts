import type { Operation } from '../../../core/service.ts';
import { BUS_NAME_OR_ARN, RULE_NAME } from '../shapes.ts';
import { findBus, findRule } from '../state.ts';
import type { EventsState } from '../state.ts';
import { validate } from '../../../core/validation.ts';
import type { Members } from '../../../core/validation.ts';

const MEMBERS: Members = { Name: { ...RULE_NAME, required: true }, EventBusName: BUS_NAME_OR_ARN };

const makeSwitch =
  (state: EventsState, operation: string, enabled: boolean): Operation =>
  async (input) => {
    validate(`events:${operation}`, input, MEMBERS);
    const bus = findBus(state, input['EventBusName']);
    findRule(bus, input['Name']).enabled = enabled;
    bus.matcher = undefined;
    return {};
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_EnableRule.html */
export const makeEnableRule = (state: EventsState): Operation => makeSwitch(state, 'EnableRule', true);

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_DisableRule.html */
export const makeDisableRule = (state: EventsState): Operation => makeSwitch(state, 'DisableRule', false);
