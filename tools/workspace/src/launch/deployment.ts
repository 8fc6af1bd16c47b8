import { join } from 'node:path';

/** One cloud assembly of a stage and the Nx project that synthesizes it. */
export interface DeployedProject {
  readonly project: string;
  readonly directory: string;
  /** The values of a stage (issuer, audience, sender) are parameters of this stack; the others read them from SSM. */
  readonly takesStageValues?: boolean;
  /** Logical id, or its beginning, of the function that people call first: its code is loaded while the rest is deployed. */
  readonly firstCalled?: string;
}

/**
 * What a stage consists of, in the order in which it is deployed: the platform first, then the services, which find it by
 * SSM parameters. Here as on AWS the order is this list.
 */
export const DEPLOY_ORDER: readonly DeployedProject[] = [
  { project: 'infra', directory: 'infra', takesStageValues: true },
  { project: 'orders', directory: 'services/orders', firstCalled: 'ApiPlaceOrderFunction' },
  { project: 'notifications', directory: 'services/notifications' },
  { project: 'analytics', directory: 'services/analytics' },
];

/** Where a project's `cdk synth` wrote its cloud assembly. */
export const assemblyOf = (workspace: string, { directory }: DeployedProject): string =>
  join(workspace, directory, 'cdk.out');
