import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssetManifest } from './assets.ts';
import { checkedTemplate, type Template } from './template.ts';
import { TemplateError } from './template-error.ts';

export interface AssemblyStack {
  readonly stackName: string;
  readonly template: Template;
}

export interface Assembly {
  /** In the order in which they are deployed. */
  readonly stacks: readonly AssemblyStack[];
  readonly assets: readonly AssetManifest[];
}

interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly file?: string };
}

async function readJson(path: string, directory: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new TemplateError({ stackName: directory }, `cannot read ${path}. Run the synthesis again.`, {
      cause: error,
    });
  }
}

function inDependencyOrder(artifacts: Readonly<Record<string, Artifact>>): readonly (readonly [string, Artifact])[] {
  const order = new Map<string, Artifact>();
  const visit = (id: string): void => {
    const artifact = artifacts[id];
    if (!artifact || order.has(id)) return;
    for (const dependency of artifact.dependencies ?? []) visit(dependency);
    order.set(id, artifact);
  };
  for (const id of Object.keys(artifacts)) visit(id);
  return [...order];
}

async function readStack(directory: string, id: string, artifact: Artifact): Promise<AssemblyStack> {
  const stackName = artifact.properties?.stackName ?? id;
  const parsed = await readJson(join(directory, artifact.properties?.templateFile ?? `${id}.template.json`), directory);
  return { stackName, template: checkedTemplate(stackName, parsed) };
}

/** Reads a cloud assembly (`cdk.out`). @throws {TemplateError} when it is missing or not one. */
export async function readAssembly(directory: string): Promise<Assembly> {
  const manifest = (await readJson(join(directory, 'manifest.json'), directory)) as {
    readonly artifacts?: Readonly<Record<string, Artifact>>;
  };
  const artifacts = inDependencyOrder(manifest.artifacts ?? {});
  const ofType = (type: string): readonly (readonly [string, Artifact])[] =>
    artifacts.filter(([, artifact]) => artifact.type === type);
  return {
    stacks: await Promise.all(
      ofType('aws:cloudformation:stack').map(([id, artifact]) => readStack(directory, id, artifact)),
    ),
    assets: await Promise.all(
      ofType('cdk:asset-manifest').map(
        async ([id, artifact]) =>
          (await readJson(join(directory, artifact.properties?.file ?? `${id}.json`), directory)) as AssetManifest,
      ),
    ),
  };
}
