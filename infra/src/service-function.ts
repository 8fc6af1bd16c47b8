import { join } from 'node:path';
import type { AnyContract } from '@tidings/events';
import { Construct } from 'constructs';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Validations } from 'aws-cdk-lib/core';
import { bundleHash, bundleRuntime } from './bundle.ts';
import { ownTypes } from './own-types.ts';
import { applyRetention, daysOf } from './retention.ts';
import { ServiceStack } from './service-stack.ts';
import { allow, type Statement } from './statements.ts';

/** One handler and what it may do. */
export interface ServiceFunctionProps {
  /** Name of the bundle's folder: that of the handler's file, or in kebab-case of its folder when it is Python. */
  readonly handler: string;
  /** All that the role allows, beside writing the function's own log. */
  readonly statements: readonly Statement[];
  /** Beside `SERVICE` and `STAGE`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Seconds after which Lambda ends the call. */
  readonly timeoutSeconds: number;
  /** Events that the function puts on the bus itself. Default: none. */
  readonly publishes?: readonly AnyContract[];
  /** Events that may follow from what the function writes. Default: whatever its role lets it cause. */
  readonly mayPublish?: readonly AnyContract[];
}

/** A Lambda function with a role and a log group of its own; its runtime is that of its bundle. */
export class ServiceFunction extends Construct {
  readonly cfn: CfnFunction;
  readonly handler: string;
  readonly timeoutSeconds: number;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const stack = ServiceStack.around(this);
    this.handler = props.handler;
    this.timeoutSeconds = props.timeoutSeconds;
    const log = makeLogGroup(this, stack);
    const role = makeRole(this, [
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [log.attrArn]),
      ...props.statements,
    ]);
    const path = join(stack.bundles, props.handler);
    const code = new Asset(this, 'Code', { path, assetHash: bundleHash(path) });
    this.cfn = new CfnFunction(this, 'Function', {
      description: `${stack.service}: ${props.handler}`,
      runtime: bundleRuntime(path),
      architectures: ['arm64'],
      handler: 'index.handler',
      code: { s3Bucket: code.s3BucketName, s3Key: code.s3ObjectKey },
      role: role.attrArn,
      environment: { variables: { SERVICE: stack.service, STAGE: stack.stage.name, ...props.environment } },
      loggingConfig: { logGroup: log.ref },
      memorySize: 512,
      timeout: props.timeoutSeconds,
    });
    declareEvents(this.cfn, stack, props);
    acknowledgePython(this.cfn);
  }
}

/** The checks want the newest runtime of a language, which machines that run functions locally may not have for years. */
function acknowledgePython(cfn: CfnFunction): void {
  if (cfn.runtime?.startsWith('python') !== true) return;
  const reason = 'Supported by AWS, and close enough to the python3 of the machines that run it locally.';
  Validations.of(cfn).acknowledge({ id: 'AwsSolutions-L1', reason });
}

function makeLogGroup(scope: Construct, stack: ServiceStack): CfnLogGroup {
  const days = daysOf('functionLog', stack.stage);
  const log = new CfnLogGroup(scope, 'Log', days === 'forever' ? {} : { retentionInDays: days });
  applyRetention(log, stack.stage);
  return log;
}

function makeRole(scope: Construct, statements: readonly Statement[]): CfnRole {
  return new CfnRole(scope, 'Role', {
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
    },
    policies: [{ policyName: 'function', policyDocument: { Version: '2012-10-17', Statement: statements } }],
  });
}

/** Tells, in the template itself, what cannot be seen in it: whose code this is and which events come of it. */
function declareEvents(cfn: CfnFunction, stack: ServiceStack, props: ServiceFunctionProps): void {
  cfn.addMetadata('tidings:handler', `${stack.service}/${props.handler}`);
  if (props.publishes) cfn.addMetadata('tidings:publishes', ownTypes(stack.service, props.publishes));
  if (props.mayPublish) cfn.addMetadata('tidings:mayPublish', ownTypes(stack.service, props.mayPublish));
}
