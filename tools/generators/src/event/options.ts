import { needed } from '../workspace/needed.ts';
import { didYouMean } from '../workspace/nearest.ts';
import { type Names, parseName } from '../workspace/names.ts';
import { refuse } from '../workspace/refusal.ts';
import { servicesIn } from '../workspace/services.ts';
import type { Tree } from '@nx/devkit';

/** The options of the command line, as they were given. */
export interface EventSchema {
  readonly owner?: string;
  readonly name?: string;
  readonly fields?: string;
  readonly describe?: string;
  readonly next?: boolean;
  readonly upcast?: boolean;
  readonly downcast?: boolean;
}

/** The options, complete. */
export interface EventOptions {
  readonly owner: string;
  readonly names: Names;
  readonly fields: string | undefined;
  readonly description: string | undefined;
  readonly next: boolean;
  readonly upcast: boolean;
  readonly downcast: boolean;
}

/** Endings that say no fact: they name a table's change, not what happened. */
const NO_FACT = /(?:^|-)(?:event|updated|changed|create|update|delete)$/u;

/**
 * Checks that nothing needed is missing and that the name says what happened.
 * @throws {GeneratorRefusalError} says which option is not right.
 */
export function completeEventOptions(tree: Tree, given: EventSchema): EventOptions {
  const owner = needed(given.owner, '--owner', 'the service that publishes it, such as --owner orders');
  const known = servicesIn(tree);
  if (!known.includes(owner)) {
    const hint = `make it first with npx nx g @tidings/generators:service --name ${owner}`;
    refuse(`There is no service "${owner}".${didYouMean(owner, known)} Services: ${known.join(', ')}; or ${hint}.`);
  }
  const name = needed(given.name, '--name', 'what happened, such as --name order-archived');
  const names = parseName(name, 'an event');
  if (NO_FACT.test(names.kebab)) {
    refuse(
      `"${name}" says no fact: name what happened in the past tense, as the business says it, such as order-archived.`,
    );
  }
  return { owner, names, fields: given.fields, description: given.describe, ...versionOptions(given) };
}

function versionOptions(given: EventSchema): Pick<EventOptions, 'next' | 'upcast' | 'downcast'> {
  const { next = false, upcast = false, downcast = false } = given;
  if ((upcast || downcast) && !next)
    refuse(`--${upcast ? 'upcast' : 'downcast'} goes with --next: the first version has none before it.`);
  return { next, upcast, downcast };
}
