import { AwsError, NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { PolicyDocument, PolicyStatement } from '../../../core/policy.ts';
import type { Operation } from '../../../core/service.ts';
import { statementsOf } from '../../../iam/evaluate.ts';
import { checkedPolicy } from '../../../iam/policy-check.ts';
import { BUS_NAME, TEXT } from '../shapes.ts';
import { findBus } from '../state.ts';
import type { EventBus, EventsState } from '../state.ts';
import { validate } from '../../../core/validation.ts';
import type { Members, Shape } from '../../../core/validation.ts';

const STATEMENT_ID: Shape = { kind: 'text', min: 1, max: 64, pattern: /^[a-zA-Z0-9\-_]+$/u };

const PUT: Members = {
  EventBusName: BUS_NAME,
  Action: { kind: 'text', min: 1, max: 64, pattern: /^events:[a-zA-Z]+$/u },
  Principal: { kind: 'text', min: 1, max: 12, pattern: /^(\d{12}|\*)$/u },
  StatementId: STATEMENT_ID,
  Condition: {
    kind: 'object',
    members: {
      Type: { ...TEXT, required: true },
      Key: { ...TEXT, required: true },
      Value: { ...TEXT, required: true },
    },
  },
  Policy: TEXT,
};

function statementsIn(policy: string): readonly PolicyStatement[] {
  try {
    return statementsOf(checkedPolicy(JSON.parse(policy) as PolicyDocument, 'resource'));
  } catch (cause) {
    if (cause instanceof NotImplementedLocallyError) throw cause;
    throw new AwsError('ValidationException', 'This policy contains invalid Json', { cause });
  }
}

/** The statement that PutPermission builds from its members. */
function grantOf(input: Json, bus: EventBus): PolicyStatement {
  const principal = input['Principal'] === '*' ? '*' : { AWS: `arn:aws:iam::${String(input['Principal'])}:root` };
  const condition = input['Condition'] as { Type: string; Key: string; Value: string } | undefined;
  return {
    Sid: String(input['StatementId']),
    Effect: 'Allow',
    Principal: principal,
    Action: String(input['Action']),
    Resource: bus.arn,
    ...(condition === undefined ? {} : { Condition: { [condition.Type]: { [condition.Key]: condition.Value } } }),
  };
}

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html */
export const makePutPermission =
  (state: EventsState): Operation =>
  async (input) => {
    validate('events:PutPermission', input, PUT);
    const bus = findBus(state, input['EventBusName']);
    if (typeof input['Policy'] === 'string') {
      bus.statements.clear();
      statementsIn(input['Policy']).forEach((statement, index) => {
        bus.statements.set(statement.Sid ?? `statement-${index + 1}`, statement);
      });
      return {};
    }
    const missing = ['Action', 'Principal', 'StatementId'].find((name) => input[name] === undefined);
    if (missing !== undefined) throw new AwsError('ValidationException', `Parameter ${missing} must be specified.`);
    const grant = grantOf(input, bus);
    checkedPolicy({ Statement: grant }, 'resource');
    bus.statements.set(String(grant.Sid), grant);
    return {};
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemovePermission.html */
export const makeRemovePermission =
  (state: EventsState): Operation =>
  async (input) => {
    const members: Members = {
      StatementId: STATEMENT_ID,
      RemoveAllPermissions: { kind: 'boolean' },
      EventBusName: BUS_NAME,
    };
    validate('events:RemovePermission', input, members);
    const bus = findBus(state, input['EventBusName']);
    if (bus.statements.size === 0) throw new AwsError('ResourceNotFoundException', 'EventBus does not have a policy.');
    if (input['RemoveAllPermissions'] === true) bus.statements.clear();
    else if (!bus.statements.delete(String(input['StatementId']))) {
      throw new AwsError('ResourceNotFoundException', 'Statement with the provided id does not exist.');
    }
    return {};
  };
