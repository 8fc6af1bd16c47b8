import { createHash } from 'node:crypto';
import { resolve as resolvePath } from 'node:path';
import type { Json } from '../core/aws-error.ts';
import type { Cloud } from '../core/cloud.ts';
import type { ResourceHandle, ResourceProvider, ResourceRequest } from '../core/resource.ts';
import type { AssetRegistry } from './assets.ts';
import { readAssembly, type AssemblyStack } from './assembly.ts';
import { creationOrder } from './creation-order.ts';
import { resolve, type Scope } from './intrinsics.ts';
import { parameterValues, type ParameterValues } from './parameters.ts';
import { checkProperties } from './property-check.ts';
import { makeScope } from './scope.ts';
import type { TemplateResource } from './template.ts';
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

interface Made {
  readonly logicalId: string;
  readonly provider: ResourceProvider;
  readonly handle: ResourceHandle;
  /** Resolved properties as text: a change means an update. */
  readonly fingerprint: string;
}

type StackState = Map<string, Made>;

export interface StacksOptions {
  readonly cloud: Cloud;
  readonly assets: AssetRegistry;
  readonly providers: readonly ResourceProvider[];
}

export interface Stacks {
  load(assemblyDirectory: string, options?: LoadOptions): Promise<readonly StackSummary[]>;
}

/** CloudFormation ends the names it makes with twelve characters of its own. */
const NAME_SUFFIX_LENGTH = 12;

function physicalName(stackName: string, logicalId: string, maxLength: number): string {
  const suffix = createHash('sha256')
    .update(`${stackName}/${logicalId}`)
    .digest('hex')
    .slice(0, NAME_SUFFIX_LENGTH)
    .toUpperCase();
  return `${`${stackName}-${logicalId}`.slice(0, maxLength - suffix.length - 1)}-${suffix}`;
}

interface StackRun {
  readonly stackName: string;
  readonly scope: Scope;
  readonly handles: Map<string, ResourceHandle>;
  readonly before: StackState;
  readonly after: StackState;
  /** Made in this run and not before: what a rollback removes. */
  readonly fresh: Made[];
}

class LoadedStacks implements Stacks {
  readonly #options: StacksOptions;
  readonly #providers: ReadonlyMap<string, ResourceProvider>;
  readonly #states = new Map<string, StackState>();

  constructor(options: StacksOptions) {
    this.#options = options;
    this.#providers = new Map(options.providers.map((provider) => [provider.type, provider]));
  }

  load = async (assemblyDirectory: string, options: LoadOptions = {}): Promise<readonly StackSummary[]> => {
    const directory = resolvePath(assemblyDirectory);
    const assembly = await readAssembly(directory);
    for (const manifest of assembly.assets) this.#options.assets.add(directory, manifest);
    const summaries: StackSummary[] = [];
    for (const stack of assembly.stacks) summaries.push(await this.#loadStack(stack, options.parameters ?? {}));
    return summaries;
  };

  async #loadStack({ stackName, template }: AssemblyStack, values: ParameterValues): Promise<StackSummary> {
    for (const [logicalId, resource] of Object.entries(template.Resources)) this.#check(stackName, logicalId, resource);
    const order = creationOrder(stackName, template.Resources);
    const { cloud } = this.#options;
    const parameters = await parameterValues(stackName, template, { values, cloud });
    const handles = new Map<string, ResourceHandle>();
    const scope = makeScope({
      stackName,
      template,
      region: cloud.region,
      accountId: cloud.accountId,
      parameters,
      handles,
    });
    const run: StackRun = {
      stackName,
      scope,
      handles,
      before: this.#states.get(stackName) ?? new Map(),
      after: new Map(),
      fresh: [],
    };
    await this.#makeAll(
      run,
      order.map((logicalId) => [logicalId, template.Resources[logicalId]] as const),
    );
    await this.#removeGone(run);
    this.#states.set(stackName, run.after);
    return summarize(run, template.Outputs ?? {});
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

  async #makeAll(
    run: StackRun,
    resources: readonly (readonly [string, TemplateResource | undefined])[],
  ): Promise<void> {
    try {
      for (const [logicalId, resource] of resources) if (resource) await this.#make(run, logicalId, resource);
    } catch (error) {
      for (const made of run.fresh.toReversed()) await made.provider.delete?.(made.handle);
      throw error;
    }
  }

  async #make(run: StackRun, logicalId: string, resource: TemplateResource): Promise<void> {
    const { stackName, scope } = run;
    const provider = this.#provider(stackName, logicalId, resource.Type);
    try {
      if (resource.Condition !== undefined && !scope.condition(resource.Condition)) return;
      const properties = resolve(resource.Properties ?? {}, scope) as Json;
      const request: ResourceRequest = {
        stackName,
        logicalId,
        properties,
        physicalName: (maxLength) => physicalName(stackName, logicalId, maxLength),
      };
      const made = await this.#createOrUpdate(run, provider, request);
      run.after.set(logicalId, made);
      run.handles.set(logicalId, made.handle);
    } catch (error) {
      throw asTemplateError(stackName, logicalId, error);
    }
  }

  async #createOrUpdate(run: StackRun, provider: ResourceProvider, request: ResourceRequest): Promise<Made> {
    const { logicalId } = request;
    const fingerprint = JSON.stringify(request.properties);
    const known = run.before.get(logicalId);
    if (known?.provider === provider) {
      if (known.fingerprint === fingerprint) return known;
      if (provider.update) return { ...known, fingerprint, handle: await provider.update(request, known.handle) };
    }
    await known?.provider.delete?.(known.handle);
    const made = { logicalId, provider, fingerprint, handle: await provider.create(request) };
    run.fresh.push(made);
    return made;
  }

  async #removeGone(run: StackRun): Promise<void> {
    for (const [logicalId, made] of [...run.before].toReversed()) {
      if (!run.after.has(logicalId)) await made.provider.delete?.(made.handle);
    }
  }
}

function asTemplateError(stackName: string, logicalId: string, error: unknown): TemplateError {
  if (error instanceof TemplateError) return error;
  return new TemplateError({ stackName, logicalId }, error instanceof Error ? error.message : String(error), {
    cause: error,
  });
}

function summarize(
  run: StackRun,
  outputs: Readonly<Record<string, { readonly Value: unknown; readonly Condition?: string }>>,
): StackSummary {
  const shown = Object.entries(outputs).filter(
    ([, { Condition }]) => Condition === undefined || run.scope.condition(Condition),
  );
  return {
    stackName: run.stackName,
    outputs: Object.fromEntries(shown.map(([name, { Value }]) => [name, resolve(Value, run.scope)])),
    resources: [...run.after.values()].map(({ logicalId, provider, handle }) => ({
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
