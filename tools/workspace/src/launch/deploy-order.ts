import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One cloud assembly of a stage and the Nx project that synthesizes it. */
export interface DeployedProject {
  readonly project: string;
  /** From the workspace's root. */
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
export const DEPLOY_ORDER_FILE = 'infra/deploy-order.json';

/** The list is not one that can be deployed; the message says where and why. */
export class DeployOrderError extends Error {
  override readonly name = 'DeployOrderError';

  constructor(problem: string, options?: ErrorOptions) {
    super(`${DEPLOY_ORDER_FILE}: ${problem}`, options);
  }
}

const MEMBERS: Readonly<Record<string, { readonly type: string; readonly required: boolean }>> = {
  project: { type: 'string', required: true },
  directory: { type: 'string', required: true },
  takesStageValues: { type: 'boolean', required: false },
  firstCalled: { type: 'string', required: false },
};

const isObject = (entry: unknown): entry is Readonly<Record<string, unknown>> =>
  typeof entry === 'object' && entry !== null && !Array.isArray(entry);

const fits = (value: unknown, { type, required }: { readonly type: string; readonly required: boolean }): boolean =>
  value === undefined ? !required : typeof value === type && value !== '';

function problemOf(entry: unknown): string | undefined {
  if (!isObject(entry)) return 'is no object';
  const stranger = Object.keys(entry).find((name) => MEMBERS[name] === undefined);
  if (stranger !== undefined) return `has \`${stranger}\`; it takes ${Object.keys(MEMBERS).join(', ')}`;
  const wrong = Object.entries(MEMBERS).find(([name, member]) => !fits(entry[name], member));
  return wrong && `needs \`${wrong[0]}\`, a ${wrong[1].type}`;
}

function repeatedIn(order: readonly DeployedProject[]): string | undefined {
  return order.find(({ project, directory }, at) =>
    order.slice(0, at).some((earlier) => earlier.project === project || earlier.directory === directory),
  )?.project;
}

function parse(workspace: string): unknown {
  try {
    return JSON.parse(readFileSync(join(workspace, DEPLOY_ORDER_FILE), 'utf8'));
  } catch (cause) {
    throw new DeployOrderError(`cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** @throws {DeployOrderError} naming the entry, counted from 1. */
export function readDeployOrder(workspace: string): readonly DeployedProject[] {
  const entries = parse(workspace);
  if (!Array.isArray(entries) || entries.length === 0) throw new DeployOrderError('must be a list of projects.');
  for (const [at, entry] of entries.entries()) {
    const problem = problemOf(entry);
    if (problem !== undefined) throw new DeployOrderError(`entry ${at + 1} ${problem}.`);
  }
  const order = entries as readonly DeployedProject[];
  const repeated = repeatedIn(order);
  if (repeated !== undefined) throw new DeployOrderError(`${repeated} is there twice, by name or by directory.`);
  const missing = order.find(({ directory }) => !existsSync(join(workspace, directory)));
  if (missing !== undefined) throw new DeployOrderError(`${missing.project} has no directory ${missing.directory}.`);
  return order;
}

/** Where a project's `cdk synth` wrote its cloud assembly. */
export const assemblyOf = (workspace: string, { directory }: DeployedProject): string =>
  join(workspace, directory, 'cdk.out');
