import { createProjectGraphAsync } from '@nx/devkit';
import type { ProjectGraph, ProjectGraphProjectNode } from '@nx/devkit';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Need } from './allowed-imports.ts';
import type { Arrow, Project } from './project-breaches.ts';

interface Manifest {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifestOf = (workspace: string, node: ProjectGraphProjectNode): Manifest => {
  const file = join(workspace, node.data.root, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {};
};

function needOf(manifest: Manifest, target: string | undefined, type: string): Need {
  if (target !== undefined && target in (manifest.dependencies ?? {})) return 'ships';
  if (target !== undefined && target in (manifest.devDependencies ?? {})) return 'develops';
  return type === 'implicit' ? 'follows' : 'ships';
}

/** The projects of a workspace and the arrows between them, as Nx sees them; packages from npm are left out. */
export function readGraph(
  workspace: string,
  graph: ProjectGraph,
): { readonly projects: readonly Project[]; readonly arrows: readonly Arrow[] } {
  const manifests = new Map(Object.values(graph.nodes).map((node) => [node.name, manifestOf(workspace, node)]));
  const projects = Object.values(graph.nodes).map((node) => ({ name: node.name, tags: node.data.tags ?? [] }));
  const arrows = Object.values(graph.dependencies)
    .flat()
    .filter(({ source, target }) => manifests.has(source) && manifests.has(target))
    .map(({ source, target, type }) => ({
      from: source,
      to: target,
      need: needOf(manifests.get(source) ?? {}, manifests.get(target)?.name, type),
    }));
  return { projects, arrows };
}

/** Builds the graph anew: a check that reads a stale graph, or none, passes in silence. */
export const currentGraph = (): Promise<ProjectGraph> => createProjectGraphAsync({ exitOnError: true });
