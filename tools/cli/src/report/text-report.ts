import type { Breach, EventReport, Obstacle, Reason, SafeConsumer, TreeProblem } from '../check/findings.ts';
import { type CheckReport, verdictOf } from '../check/run-check.ts';
import {
  brokenFields,
  changedEvents,
  changeWords,
  compatibilityWords,
  countWords,
  placeOf,
  retirableWords,
  whose,
} from './wording.ts';

/** The report for people at a terminal. */
export function textReport(report: CheckReport): string {
  const parts = [
    [comparedWith(report)],
    ...changedEvents(report).map(eventLines),
    report.envelope === undefined ? [] : ['The envelope: breaking', ...breachLines(report.envelope, new Set())],
    retirableLines(report),
    problemLines(report.problems),
    obstacleLines(report.obstacles),
    [conclusion(report)],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function comparedWith({ comparedWith: base, obstacles, events }: CheckReport): string {
  if (base !== undefined)
    return `Compared with ${base.ref}, where this tree left it (merge base ${base.commit.slice(0, 12)}).`;
  if (events.length === 0 && obstacles.length > 0) return 'Compared nothing.';
  return 'Compared with nothing: no --base was given, and there is no NX_BASE, origin/main or main here. Only this tree is checked.';
}

function eventLines(event: EventReport): readonly string[] {
  const told = new Set<string>();
  const verdict = event.breaches.length > 0 ? 'breaking' : 'ok';
  return [
    `${event.type} (${event.source}): ${verdict}, ${changeWords(event)}`,
    ...versionLines(event, told),
    ...event.breaches.flatMap((breach) => breachLines(breach, told)),
    ...safeLines(event.safe),
  ];
}

function versionLines({ versions }: EventReport, told: Set<string>): readonly string[] {
  return versions.flatMap(({ version, compatibility }) =>
    compatibility.flatMap((each) => [
      `  v${version}: ${compatibilityWords(each)}.`,
      ...reasonLines(each.reasons, told),
    ]),
  );
}

function breachLines(breach: Breach, told: Set<string>): readonly string[] {
  const hurt = (effect: 'breaks' | 'blocked'): readonly string[] =>
    breach.consumers
      .filter((consumer) => consumer.effect === effect)
      .map(
        (consumer) =>
          `    ${consumer.consumer} by ${brokenFields(consumer, breach.kind)} (declares v${consumer.declares}${whose(consumer.where)}, ${placeOf(consumer)})`,
      );
  const rules = breach.rules.map(
    ({ logicalId, service, clause, problem }) => `    rule ${logicalId} of ${service} by ${clause}: ${problem}`,
  );
  return [
    `  ${breach.message}`,
    ...reasonLines(breach.reasons, told),
    `  What to do: ${breach.whatToDo} (${breach.file})`,
    ...headed('  Breaks:', [...hurt('breaks'), ...rules]),
    ...headed(`  Cannot move to v${breach.version}:`, hurt('blocked')),
  ];
}

function reasonLines(reasons: readonly Reason[], told: Set<string>): readonly string[] {
  const fresh = [...new Set(reasons.map(({ reason }) => reason))].filter((reason) => !told.has(reason));
  for (const reason of fresh) told.add(reason);
  return fresh.map((reason) => `    - ${reason}`);
}

function safeLines(safe: readonly SafeConsumer[]): readonly string[] {
  return headed(
    '  Safe:',
    safe.map(({ consumer, declares, where, why }) => `    ${consumer} (declares v${declares}${whose(where)}): ${why}`),
  );
}

function retirableLines({ events }: CheckReport): readonly string[] {
  return events.flatMap((event) => event.retirable.map((version) => retirableWords(event, version)));
}

function problemLines(problems: readonly TreeProblem[]): readonly string[] {
  return headed(
    'Wrong in this tree:',
    problems.map(({ message, whatToDo, ...place }) => `  ${located(place, message)}\n    What to do: ${whatToDo}`),
  );
}

function obstacleLines(obstacles: readonly Obstacle[]): readonly string[] {
  return headed(
    'Cannot judge:',
    obstacles.map((obstacle) => `  ${located(obstacle, obstacle.message)}`),
  );
}

function located(place: Pick<Obstacle, 'file' | 'line'>, message: string): string {
  const where = placeOf(place);
  return where === '' ? message : `${where}: ${message}`;
}

function headed(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [head, ...lines];
}

function conclusion(report: CheckReport): string {
  const counts = countWords(report);
  const verdict = verdictOf(report);
  if (verdict === 'ok') return `Nothing breaks: ${counts}.`;
  if (verdict === 'cannot-judge') return 'Whether anything breaks cannot be told: clear what is named above first.';
  return `Something breaks: ${counts}.`;
}
