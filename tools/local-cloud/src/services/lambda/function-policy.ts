import type { Json } from '../../core/aws-error.ts';
import type { PolicyDocument, PolicyStatement } from '../../core/policy.ts';
import { invalidParameterValue } from './errors.ts';
import type { LambdaFunction } from './function.ts';
import { optionalText, requiredText } from './input.ts';

/** Members that make a statement, in the API and in templates alike. */
export const PERMISSION_MEMBERS: readonly string[] = [
  'FunctionName',
  'Action',
  'Principal',
  'SourceArn',
  'SourceAccount',
];

function principalOf(principal: string): unknown {
  if (principal === '*') return '*';
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$/.test(principal)) return { Service: principal };
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (principal.startsWith('arn:')) return { AWS: principal };
  throw invalidParameterValue('The provided principal was invalid. Please check the principal and try again.');
}

function conditionOf(input: Json): PolicyStatement['Condition'] {
  const sourceArn = optionalText(input, 'SourceArn');
  const sourceAccount = optionalText(input, 'SourceAccount');
  if (sourceArn === undefined && sourceAccount === undefined) return undefined;
  return {
    ...(sourceAccount === undefined ? {} : { StringEquals: { 'AWS:SourceAccount': sourceAccount } }),
    ...(sourceArn === undefined ? {} : { ArnLike: { 'AWS:SourceArn': sourceArn } }),
  };
}

/** The statement that AddPermission adds. docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export function readPermission(fn: LambdaFunction, input: Json, sid: string): PolicyStatement {
  const Condition = conditionOf(input);
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: principalOf(requiredText(input, 'Principal')),
    Action: requiredText(input, 'Action'),
    Resource: fn.arn,
    ...(Condition === undefined ? {} : { Condition }),
  };
}

/** A function's own policy; undefined while it has no statement. */
export function policyOf(fn: LambdaFunction): PolicyDocument | undefined {
  if (fn.statements.size === 0) return undefined;
  return { Version: '2012-10-17', Statement: [...fn.statements.values()] };
}
