import { AwsError, NotImplementedLocallyError } from '../../core/aws-error.ts';
import type { Json } from '../../core/aws-error.ts';
import { parseJsonPath } from './delivery/json-path.ts';
import { senderFor } from './delivery/send-to-target.ts';
import { ARN, DEAD_LETTER_CONFIG } from './shapes.ts';
import type { Rule, Target } from './state.ts';
import type { Members } from '../../core/validation.ts';

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html */
export const TARGET_MEMBERS: Members = {
  Id: { kind: 'text', min: 1, max: 64, pattern: /^[.\-_A-Za-z0-9]+$/u, required: true },
  Arn: { ...ARN, required: true },
  RoleArn: ARN,
  Input: { kind: 'text', max: 8_192 },
  InputPath: { kind: 'text', max: 256 },
  InputTransformer: {
    kind: 'object',
    members: { InputPathsMap: { kind: 'map' }, InputTemplate: { kind: 'text', min: 1, max: 8_192, required: true } },
  },
  SqsParameters: { kind: 'object', members: { MessageGroupId: { kind: 'text' } } },
  DeadLetterConfig: DEAD_LETTER_CONFIG,
  RetryPolicy: {
    kind: 'object',
    members: {
      MaximumRetryAttempts: { kind: 'number', min: 0, max: 185 },
      MaximumEventAgeInSeconds: { kind: 'number', min: 60, max: 86_400 },
    },
  },
  AppSyncParameters: { kind: 'refused' },
  BatchParameters: { kind: 'refused' },
  EcsParameters: { kind: 'refused' },
  HttpParameters: { kind: 'refused' },
  KinesisParameters: { kind: 'refused' },
  RedshiftDataParameters: { kind: 'refused' },
  RunCommandParameters: { kind: 'refused' },
  SageMakerPipelineParameters: { kind: 'refused' },
};

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MAX_TARGETS = 5;

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
const MAX_VARIABLES = 100;

const invalid = (reason: string): AwsError => new AwsError('ValidationException', reason);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function checkTransformer({ Id, InputTransformer: transformer }: Target): void {
  const paths = Object.entries(transformer?.InputPathsMap ?? {});
  if (paths.length > MAX_VARIABLES)
    throw invalid(`InputPathsMap for target ${Id} has more than ${MAX_VARIABLES} variables.`);
  for (const [name, path] of paths) {
    if (name.startsWith('AWS') || name.startsWith('aws.events')) {
      throw invalid(`InputPathsMap for target ${Id} contains the reserved variable ${name}.`);
    }
    if (parseJsonPath(path) === undefined) throw invalid(`Invalid InputPath for target ${Id}.`);
  }
}

function checkInput(target: Target): void {
  const { Id, Input, InputPath, InputTransformer } = target;
  if ([Input, InputPath, InputTransformer].filter((given) => given !== undefined).length > 1) {
    throw invalid(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
  }
  if (Input !== undefined && !isJson(Input)) throw invalid(`JSON syntax error in input for target ${Id}.`);
  if (InputPath !== undefined && parseJsonPath(InputPath) === undefined)
    throw invalid(`Invalid InputPath for target ${Id}.`);
  checkTransformer(target);
}

function checkArn({ Id, Arn, SqsParameters }: Target): void {
  if (!/^arn:aws[\w-]*:[\w-]+:/u.test(Arn)) {
    throw invalid(`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`);
  }
  const service = Arn.split(':')[2] ?? '';
  if (senderFor(Arn) === undefined)
    throw new NotImplementedLocallyError(`targets of the service ${service} (events:PutTargets, target ${Id})`);
  if (service === 'sqs' && Arn.endsWith('.fifo') && SqsParameters?.MessageGroupId === undefined) {
    throw invalid(`Parameter(s) SqsParameters must be specified for target: ${Id}.`);
  }
}

/**
 * Adds targets to a rule or replaces those of the same id; all or none.
 * @throws {AwsError} `ValidationException`, `LimitExceededException`.
 * @throws {NotImplementedLocallyError} a target of a service that the local cloud does not deliver to.
 */
export function storeTargets(rule: Rule, targets: readonly Json[]): void {
  for (const target of targets as unknown as readonly Target[]) {
    checkArn(target);
    checkInput(target);
  }
  const after = new Map(rule.targets);
  for (const target of targets as unknown as readonly Target[]) after.set(target.Id, target);
  if (after.size > MAX_TARGETS) {
    throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
  }
  for (const [id, target] of after) rule.targets.set(id, target);
}
