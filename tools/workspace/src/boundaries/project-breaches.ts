import { kindOf, KINDS, mayNeed } from './allowed-imports.ts';
import type { Need } from './allowed-imports.ts';

export interface Project {
  readonly name: string;
  readonly tags: readonly string[];
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly need: Need;
}

/** Every project without its one tag, and every arrow between projects that the table of kinds does not allow. */
export function projectBreaches(projects: readonly Project[], arrows: readonly Arrow[]): readonly string[] {
  const kinds = new Map(projects.map((project) => [project.name, kindOf(project.tags)]));
  const untagged = projects
    .filter((project) => kinds.get(project.name) === undefined)
    .map(({ name }) => `${name} needs exactly one tag of type:${KINDS.join('|')} in its project.json`);
  const crossing = arrows.flatMap(({ from, to, need }) => {
    const [fromKind, toKind] = [kinds.get(from), kinds.get(to)];
    if (fromKind === undefined || toKind === undefined || mayNeed(fromKind, toKind, need)) return [];
    return [`${from} (type:${fromKind}) may not depend on ${to} (type:${toKind}), which it ${need}`];
  });
  return [...untagged, ...crossing];
}
