import { needed } from '../workspace/needed.ts';
import { type Names, namesOf, parseName } from '../workspace/names.ts';
import { refuse } from '../workspace/refusal.ts';

/** The options of the command line, as they were given. */
export interface ServiceSchema {
  readonly name?: string;
  readonly command?: string;
  readonly event?: string;
}

/** The names that a new service is made of. */
export interface ServiceOptions {
  readonly service: Names;
  /** `open-account`. */
  readonly command: Names;
  /** `account`: what the command is about. */
  readonly entity: Names;
  /** `account-opened`. */
  readonly event: Names;
  /** `opened`: what becomes of it. */
  readonly status: string;
}

/**
 * Checks that nothing needed is missing and takes what is not given from what is.
 * @throws {GeneratorRefusalError} says which option is not right.
 */
export function completeServiceOptions(given: ServiceSchema): ServiceOptions {
  const name = needed(given.name, '--name', 'the service, such as --name loyalty');
  const service = parseName(name, 'a service');
  const command = parseName(given.command?.trim() || `open-${service.kebab}-account`, 'a command');
  const [verb = '', ...subject] = command.kebab.split('-');
  if (subject.length === 0) {
    refuse(`"${command.kebab}" says not what it is about: name verb and subject, such as --command open-account.`);
  }
  const entity = namesOf(subject.join('-'));
  const event = parseName(given.event?.trim() || `${entity.kebab}-${pastOf(verb)}`, 'an event');
  if (!event.kebab.startsWith(`${entity.kebab}-`)) {
    refuse(
      `"${event.kebab}" is not about ${entity.words}, as the command is: such as --event ${entity.kebab}-${pastOf(verb)}.`,
    );
  }
  return { service, command, entity, event, status: event.kebab.slice(entity.kebab.length + 1) };
}

/** The regular past tense: `open` → `opened`, `place` → `placed`, `carry` → `carried`. */
function pastOf(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`;
  return /[^aeiou]y$/u.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}
