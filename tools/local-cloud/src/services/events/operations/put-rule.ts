import { AwsError, NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { Operation } from '../../../core/service.ts';
import { storeRule } from '../rules.ts';
import { ARN, BUS_NAME_OR_ARN, DESCRIPTION, PATTERN, RULE_NAME, TAGS } from '../shapes.ts';
import type { EventsState } from '../state.ts';
import { validate } from '../../../core/validation.ts';
import type { Members } from '../../../core/validation.ts';

const WITH_CLOUDTRAIL = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

const MEMBERS: Members = {
  Name: { ...RULE_NAME, required: true },
  ScheduleExpression: { kind: 'refused' },
  EventPattern: PATTERN,
  State: { kind: 'text', oneOf: ['ENABLED', 'DISABLED', WITH_CLOUDTRAIL] },
  Description: DESCRIPTION,
  RoleArn: ARN,
  Tags: TAGS,
  EventBusName: BUS_NAME_OR_ARN,
};

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export const makePutRule =
  (state: EventsState, cloud: Cloud): Operation =>
  async (input) => {
    validate('events:PutRule', input, MEMBERS);
    if (input['EventPattern'] === undefined) {
      throw new AwsError('ValidationException', 'Parameter(s) EventPattern or ScheduleExpression must be specified.');
    }
    if (input['State'] === WITH_CLOUDTRAIL)
      throw new NotImplementedLocallyError(`rules in the state ${WITH_CLOUDTRAIL}`);
    return { RuleArn: storeRule(state, cloud, input).arn };
  };
