import { resolve as resolvePath } from 'node:path';
import type { Json } from '../core/aws-error.ts';
import type { Cloud } from '../core/cloud.ts';
import type { ResourceHandle, ResourceProvider } from '../core/resource.ts';
import type { AssetRegistry } from './assets.ts';
import { readAssembly, type AssemblyStack } from './assembly.ts';
import { creationOrder } from './creation-order.ts';
import { resolve, type Scope } from './intrinsics.ts';
import { parameterValues, type ParameterValues } from './parameters.ts';
import { checkProperties } from './property-check.ts';
import { makeScope } from './scope.ts';
import { StackUpdate, type StackState } from './stack-update.ts';
import type { Template, TemplateResource } from './template.ts';
import { TemplateError } from './template-error.ts';

export interface LoadOptions {
  /** Values of template parameters by name; names that a stack does not declare are none of its business. */
  readonly parameters?: ParameterValues;
}

export interface StackSummary {
  readonly stackName: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly resources: readonly ResourceSummary[];
}

export interface ResourceSummary {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** Why the type does nothing locally, for types that rightly do nothing. */
  readonly inert?: string;
}

export interface StacksOptions {
  readonly cloud: Cloud;
  readonly assets: AssetRegistry;
  readonly providers: readonly ResourceProvider[];
}

export interface Stacks {
  load(assemblyDirectory: string, options?: LoadOptions): Promise<readonly StackSummary[]>;
}

interface StackRun {
  readonly stackName: string;
  readonly template: Template;
  readonly scope: Scope;
  /** What `Ref` and `Fn::GetAtt` find; filled while the stack is made. */
  readonly handles: Map<string, ResourceHandle>;
  readonly update: StackUpdate;
}

class LoadedStacks implements Stacks {
  readonly #options: StacksOptions;
  readonly #providers: ReadonlyMap<string, ResourceProvider>;
  readonly #states = new Map<string, StackState>();
  /** The load under way: stacks are changed by one at a time. */
  #latest: Promise<unknown> = Promise.resolve();

  constructor(options: StacksOptions) {
    this.#options = options;
    this.#providers = new Map(options.providers.map((provider) => [provider.type, provider]));
  }

  load = (assemblyDirectory: string, options: LoadOptions = {}): Promise<readonly StackSummary[]> => {
    const loading = this.#latest.then(() => this.#loadAssembly(resolvePath(assemblyDirectory), options));
    this.#latest = loading.catch(() => undefined);
    return loading;
  };

  async #loadAssembly(directory: string, options: LoadOptions): Promise<readonly StackSummary[]> {
    const assembly = await readAssembly(directory);
    for (const manifest of assembly.assets) this.#options.assets.add(directory, manifest);
    const summaries: StackSummary[] = [];
    for (const stack of assembly.stacks) summaries.push(await this.#loadStack(stack, options.parameters ?? {}));
    return summaries;
  }

  async #loadStack({ stackName, template }: AssemblyStack, values: ParameterValues): Promise<StackSummary> {
    for (const [logicalId, resource] of Object.entries(template.Resources)) this.#check(stackName, logicalId, resource);
    const order = creationOrder(stackName, template.Resources);
    const { cloud } = this.#options;
    const parameters = await parameterValues(stackName, template, { values, cloud });
    const handles = new Map<string, ResourceHandle>();
    const { region, accountId } = cloud;
    const scope = makeScope({ stackName, template, region, accountId, parameters, handles });
    checkConditions(stackName, template, scope);
    const update = new StackUpdate(this.#states.get(stackName) ?? new Map());
    const summary = await this.#makeAll({ stackName, template, scope, handles, update }, order);
    this.#states.set(stackName, update.after);
    await update.cleanUp();
    return summary;
  }

  #provider(stackName: string, logicalId: string, type: string): ResourceProvider {
    const provider = this.#providers.get(type);
    if (provider) return provider;
    const advice = 'Leave it out of local runs by a condition, or test this part on AWS.';
    throw new TemplateError(
      { stackName, logicalId },
      `the local cloud does not implement the resource type ${type}. ${advice}`,
    );
  }

  #check(stackName: string, logicalId: string, resource: TemplateResource): void {
    const provider = this.#provider(stackName, logicalId, resource.Type);
    try {
      checkProperties(resource.Properties ?? {}, provider.properties, '');
    } catch (error) {
      throw asTemplateError(stackName, logicalId, error);
    }
  }

  /** Makes what the template says, or nothing: what was there before is there again when it throws. */
  async #makeAll(run: StackRun, order: readonly string[]): Promise<StackSummary> {
    try {
      for (const logicalId of order) await this.#make(run, logicalId);
      return summarize(run);
    } catch (error) {
      await run.update.rollBack().catch((cause: unknown) => {
        throw new TemplateError(
          { stackName: run.stackName },
          `${messageOf(error)} Going back failed too: ${messageOf(cause)}`,
          { cause: error },
        );
      });
      throw error;
    }
  }

  async #make({ stackName, template, scope, handles, update }: StackRun, logicalId: string): Promise<void> {
    const resource = template.Resources[logicalId];
    if (!resource) return;
    const provider = this.#provider(stackName, logicalId, resource.Type);
    try {
      if (resource.Condition !== undefined && !scope.condition(resource.Condition)) return;
      const properties = resolve(resource.Properties ?? {}, scope) as Json;
      const keep = { whenRemoved: isKept(resource.DeletionPolicy), whenReplaced: isKept(resource.UpdateReplacePolicy) };
      handles.set(logicalId, await update.apply({ stackName, logicalId, provider, properties, keep }));
    } catch (error) {
      throw asTemplateError(stackName, logicalId, error);
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html */
const isKept = (policy: string | undefined): boolean => policy === 'Retain' || policy === 'RetainExceptOnCreate';

/** Each condition is looked at, also one that nothing uses: CloudFormation refuses a broken one as well. */
function checkConditions(stackName: string, template: Template, scope: Scope): void {
  for (const name of Object.keys(template.Conditions ?? {})) {
    try {
      scope.condition(name);
    } catch (error) {
      throw asTemplateError(stackName, name, error);
    }
  }
}

function asTemplateError(stackName: string, logicalId: string, error: unknown): TemplateError {
  if (error instanceof TemplateError) return error;
  return new TemplateError({ stackName, logicalId }, messageOf(error), { cause: error });
}

function outputsOf({ stackName, template, scope }: StackRun): StackSummary['outputs'] {
  const outputs: [string, unknown][] = [];
  for (const [name, { Value, Condition }] of Object.entries(template.Outputs ?? {})) {
    try {
      if (Condition === undefined || scope.condition(Condition)) outputs.push([name, resolve(Value, scope)]);
    } catch (error) {
      throw asTemplateError(stackName, name, error);
    }
  }
  return Object.fromEntries(outputs);
}

function summarize(run: StackRun): StackSummary {
  return {
    stackName: run.stackName,
    outputs: outputsOf(run),
    resources: [...run.update.after.values()].map(({ wanted: { logicalId, provider }, handle }) => ({
      logicalId,
      type: provider.type,
      physicalId: handle.ref,
      ...(provider.inert === undefined ? {} : { inert: provider.inert }),
    })),
  };
}

/** Makes, changes and removes the resources of stacks, as CloudFormation does. */
export function makeStacks(options: StacksOptions): Stacks {
  return new LoadedStacks(options);
}
