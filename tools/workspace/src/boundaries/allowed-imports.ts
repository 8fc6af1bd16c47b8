/** The kinds of project there are. Each project carries exactly one as its tag `type:<kind>`. */
export const KINDS = ['contracts', 'contract', 'lib', 'constructs', 'service', 'tool', 'e2e'] as const;

export type Kind = (typeof KINDS)[number];

/**
 * What a project of a kind may depend on. `contract` is one event's folder inside `libs/events`; the folders and their
 * home are one room, so an arrow between them is inside `contracts`.
 */
const MAY_DEPEND_ON: Readonly<Record<Kind, readonly Kind[]>> = {
  contracts: ['contracts', 'contract'],
  contract: ['contracts'],
  lib: ['lib', 'contracts', 'contract'],
  constructs: ['contracts', 'contract'],
  service: ['lib', 'contracts', 'contract'],
  tool: ['tool', 'lib', 'contracts', 'contract'],
  e2e: ['tool', 'lib', 'contracts', 'contract'],
};

/**
 * What may be added when nothing that ships imports it: a service's stack builds on the constructs, and specs may start
 * the local cloud. Such a dependency is a `devDependency`, and the layer rules say which folders may use it.
 */
const MAY_DEV_DEPEND_ON: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  lib: ['tool'],
  service: ['constructs', 'tool'],
  constructs: ['tool'],
};

/** An arrow in the project graph, seen from the project that needs the other. */
export type Need = 'ships' | 'develops' | 'follows';

/**
 * Says whether one project may need another: `ships` it (a dependency), only `develops` with it (a devDependency), or
 * merely `follows` its changes without importing it (`e2e` runs whatever the services become).
 */
export function mayNeed(from: Kind, to: Kind, need: Need): boolean {
  if (need === 'follows') return from === 'e2e' || MAY_DEPEND_ON[from].includes(to);
  if (MAY_DEPEND_ON[from].includes(to)) return true;
  return need === 'develops' && (MAY_DEV_DEPEND_ON[from]?.includes(to) ?? false);
}

/** The kind that a project's tags name, or undefined unless they name exactly one. */
export function kindOf(tags: readonly string[]): Kind | undefined {
  const named = tags.filter((tag) => tag.startsWith('type:')).map((tag) => tag.slice('type:'.length));
  return named.length === 1 ? KINDS.find((kind) => kind === named[0]) : undefined;
}
