import { checkRulePattern, describeCycle, readTemplate, ruleCycles, type Template } from '@tidings/event-schemas';
import { type KnownEvents, readKnownEvents } from './known-events.ts';

/** Rules of a template can never match, or lead in a circle. */
export class RulesRefusedError extends Error {
  override readonly name = 'RulesRefusedError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** A stack as its template was written. */
export interface WrittenStack {
  readonly stackName: string;
  /** The service, or what else the stack's tag says; its name where there is no tag. */
  readonly service: string;
  readonly template: Template;
}

/**
 * Holds every rule of some templates, whoever wrote it, against the contracts, and looks for circles within each stack.
 * The contracts are read only when there is a rule on the stage's bus.
 * @throws {RulesRefusedError} naming stack, rule and clause, or the circle.
 */
export function checkRules(stacks: readonly WrittenStack[], readEvents: () => KnownEvents = readKnownEvents): void {
  const known = cached(readEvents);
  const problems = stacks.flatMap((stack) => problemsOf(stack, known));
  if (problems.length > 0) throw new RulesRefusedError(problems);
}

function cached<Value>(read: () => Value): () => Value {
  const values: Value[] = [];
  return () => (values[0] ??= read());
}

function problemsOf({ stackName, service, template }: WrittenStack, known: () => KnownEvents): readonly string[] {
  const part = readTemplate(service, template);
  const onStageBus = part.rules.filter(({ bus }) => bus === 'stage');
  const never = onStageBus.flatMap(({ logicalId, pattern }) =>
    checkRulePattern(pattern, known().events, known().envelope).map(
      ({ clause, problem }) => `${stackName}: rule ${logicalId} can never match: ${clause}: ${problem}.`,
    ),
  );
  const circles = ruleCycles({ ...part, services: [service] }).map((cycle) => `${stackName}: ${describeCycle(cycle)}`);
  return [...never, ...circles];
}
