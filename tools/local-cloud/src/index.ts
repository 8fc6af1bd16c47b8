export { startCloud, type CloudOptions, type RunningCloud } from './cloud.ts';
export { AwsError, NotImplementedLocallyError } from './core/aws-error.ts';
export type { Cloud, CloudCall } from './core/cloud.ts';
export type { Fault, FaultKind, Faults } from './core/faults.ts';
export { OPERATOR, type Principal } from './core/principal.ts';
export type { Denial, PendingWork, ServiceFactory } from './core/service.ts';
export type { PolicyDocument, PolicyStatement } from './core/policy.ts';
export type { LoadOptions, StackSummary } from './template/stacks.ts';
export { TemplateError } from './template/template-error.ts';
