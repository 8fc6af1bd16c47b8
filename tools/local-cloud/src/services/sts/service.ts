import { AwsError } from '../../core/aws-error.ts';
import type { ServiceFactory } from '../../core/service.ts';
import { makeAssumeRole } from './operations/assume-role.ts';
import { makeGetCallerIdentity } from './operations/get-caller-identity.ts';

/** Who am I, and who may I be. docs.aws.amazon.com/STS/latest/APIReference/welcome.html */
export const makeStsService: ServiceFactory = (cloud) => ({
  name: 'sts',
  protocols: [{ kind: 'query', apiVersion: '2011-06-15', xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/' }],
  operations: { GetCallerIdentity: makeGetCallerIdentity(cloud), AssumeRole: makeAssumeRole(cloud) },
  permissions: (operation, input) => {
    if (operation === 'GetCallerIdentity') return [];
    const role = input['RoleArn'];
    return [{ action: `sts:${operation}`, resource: typeof role === 'string' ? role : '*' }];
  },
  accessDenied: ({ principalArn, permission }) =>
    new AwsError(
      'AccessDenied',
      `User: ${principalArn} is not authorized to perform: ${permission.action} on resource: ${permission.resource}`,
      { status: 403 },
    ),
  providers: [],
});
