import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { PolicyStatement } from '../../../core/policy.ts';
import { OPERATOR } from '../../../core/principal.ts';
import type { ResourceHandle, ResourceProvider, ResourceRequest } from '../../../core/resource.ts';
import { checkedPolicy } from '../../../iam/policy-check.ts';
import { findBus } from '../state.ts';
import type { EventsState } from '../state.ts';

function store(state: EventsState, { properties }: ResourceRequest): void {
  const bus = findBus(state, properties['EventBusName']);
  const id = String(properties['StatementId']);
  const statement: PolicyStatement = { ...(properties['Statement'] as PolicyStatement), Sid: id };
  checkedPolicy({ Statement: statement }, 'resource');
  bus.statements.set(id, statement);
}

/**
 * Either a whole `Statement` or PutPermission's members.
 * docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html
 */
export const makeEventBusPolicyProvider = (state: EventsState, cloud: Cloud): ResourceProvider => {
  const put = async (request: ResourceRequest): Promise<ResourceHandle> => {
    const { EventBusName: bus = 'default', StatementId: id, Statement: statement } = request.properties;
    if (typeof id !== 'string') throw new AwsError('ValidationException', 'Property StatementId cannot be empty.');
    if (statement === undefined) {
      const input: Json = request.properties;
      await cloud.call({ principal: OPERATOR, service: 'events', operation: 'PutPermission', input });
    } else {
      store(state, request);
    }
    return { ref: `${String(bus)}|${id}`, attributes: {} };
  };
  return {
    type: 'AWS::Events::EventBusPolicy',
    properties: {
      EventBusName: 'any',
      StatementId: 'any',
      Statement: 'any',
      Action: 'any',
      Principal: 'any',
      Condition: 'any',
    },
    replacedWhenChanged: ['EventBusName', 'StatementId'],
    create: put,
    update: put,
    delete: async ({ ref }) => {
      const [bus = '', id = ''] = ref.split('|');
      state.buses.get(bus)?.statements.delete(id);
    },
  };
};
