import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { BUS_NAME_OR_ARN, RULE_NAME } from '../shapes.ts';
import { findBus, findRule } from '../state.ts';
import type { EventsState } from '../state.ts';
import { storeTargets, TARGET_MEMBERS } from '../targets.ts';
import { validate } from '../../../core/validation.ts';
import type { Members } from '../../../core/validation.ts';

const MEMBERS: Members = {
  Rule: { ...RULE_NAME, required: true },
  EventBusName: BUS_NAME_OR_ARN,
  Targets: { kind: 'list', required: true, min: 1, max: 100, of: { kind: 'object', members: TARGET_MEMBERS } },
};

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html */
export const makePutTargets =
  (state: EventsState): Operation =>
  async (input) => {
    validate('events:PutTargets', input, MEMBERS);
    const rule = findRule(findBus(state, input['EventBusName']), input['Rule']);
    storeTargets(rule, input['Targets'] as readonly Json[]);
    return { FailedEntryCount: 0, FailedEntries: [] };
  };
