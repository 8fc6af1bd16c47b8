import type { Operation } from '../../../core/service.ts';
import { BUS_NAME_OR_ARN, RULE_NAME } from '../shapes.ts';
import { findBus, findRule } from '../state.ts';
import type { EventsState } from '../state.ts';
import { validate } from '../../../core/validation.ts';
import type { Members } from '../../../core/validation.ts';

const MEMBERS: Members = {
  Rule: { ...RULE_NAME, required: true },
  EventBusName: BUS_NAME_OR_ARN,
  Ids: { kind: 'list', required: true, min: 1, max: 100, of: RULE_NAME },
  Force: { kind: 'boolean' },
};

/** Ids that the rule does not have are failed entries. docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemoveTargets.html */
export const makeRemoveTargets =
  (state: EventsState): Operation =>
  async (input) => {
    validate('events:RemoveTargets', input, MEMBERS);
    const rule = findRule(findBus(state, input['EventBusName']), input['Rule']);
    const ids = input['Ids'] as readonly string[];
    const missing = ids.filter((id) => !rule.targets.delete(id));
    const failed = missing.map((TargetId) => ({
      TargetId,
      ErrorCode: 'ResourceNotFoundException',
      ErrorMessage: `Rule ${rule.name} does not have a target with the Id ${TargetId}.`,
    }));
    return { FailedEntryCount: failed.length, FailedEntries: failed };
  };
