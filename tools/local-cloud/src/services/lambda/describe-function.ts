import type { Json } from '../../core/aws-error.ts';
import type { LambdaFunction } from './function.ts';

/** Lambda's times: ISO 8601 with a numeric zone. docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
const lambdaTime = (epochMs: number): string => new Date(epochMs).toISOString().replace('Z', '+0000');

/** A function as the API shows it. docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export function describeFunction(fn: LambdaFunction): Json {
  const { settings, code } = fn;
  const { DeadLetterTargetArn, Logging, Variables } = settings;
  return {
    FunctionName: fn.name,
    FunctionArn: fn.arn,
    Runtime: settings.Runtime,
    Role: settings.Role,
    Handler: settings.Handler,
    CodeSize: code.bytes,
    CodeSha256: code.sha256,
    Description: settings.Description,
    Timeout: settings.Timeout,
    MemorySize: settings.MemorySize,
    LastModified: lambdaTime(fn.modifiedAt),
    Version: '$LATEST',
    ...(DeadLetterTargetArn === undefined ? {} : { DeadLetterConfig: { TargetArn: DeadLetterTargetArn } }),
    ...(Object.keys(Variables).length === 0 ? {} : { Environment: { Variables } }),
    TracingConfig: { Mode: settings.TracingMode },
    RevisionId: fn.revisionId,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: settings.Architectures,
    EphemeralStorage: { Size: settings.EphemeralStorageSize },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig:
      Logging.LogFormat === 'JSON' ? { ...Logging } : { LogFormat: Logging.LogFormat, LogGroup: Logging.LogGroup },
  };
}
