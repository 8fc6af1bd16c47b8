import type { Breach, EventReport, HurtConsumer, SafeConsumer } from '../check/findings.ts';
import { type CheckReport, verdictOf } from '../check/run-check.ts';
import {
  brokenFields,
  changedEvents,
  changeWords,
  compatibilityWords,
  counted,
  countWords,
  placeOf,
  retirableWords,
  whose,
} from './wording.ts';

/** The report as a comment on a pull request, in GitHub's Markdown. */
export function markdownReport(report: CheckReport): string {
  const changed = changedEvents(report);
  const blocks = [
    `## Event contracts: ${headline(report)}`,
    lead(report),
    changed.length === 0 ? '' : summary(changed),
    ...changed.map(eventSection),
    report.envelope === undefined ? '' : ['### The envelope', ...breachBlocks(report.envelope)].join('\n\n'),
    report.events.flatMap((event) => event.retirable.map((version) => retirableWords(event, version))).join('\n\n'),
    listed(
      '### Wrong in this tree',
      report.problems.map(({ message, whatToDo, ...place }) => `${located(place)}${message} ${whatToDo}`),
    ),
    listed(
      '### Cannot be judged',
      report.obstacles.map(({ message, ...place }) => `${located(place)}${message}`),
    ),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function headline(report: CheckReport): string {
  const verdict = verdictOf(report);
  if (verdict === 'cannot-judge') return 'cannot be judged';
  if (verdict === 'breaking') return 'breaking';
  return changedEvents(report).length === 0 ? 'unchanged' : 'nothing breaks';
}

function lead(report: CheckReport): string {
  const { comparedWith, events } = report;
  const against =
    comparedWith === undefined
      ? 'Compared with nothing: no base was given or found.'
      : `Compared with \`${comparedWith.ref}\` at \`${comparedWith.commit.slice(0, 12)}\`.`;
  if (events.length === 0) return against;
  return `${against} ${countWords(report)}.`;
}

function summary(events: readonly EventReport[]): string {
  const rows = events.map((event) => [
    `\`${event.type}\` (${event.source})`,
    changeWords(event),
    event.breaches.length > 0 ? '**breaking**' : 'ok',
    names(event.breaches.flatMap(({ consumers }) => consumers.map(({ consumer }) => consumer))),
    names(event.safe.map(({ consumer }) => consumer)),
  ]);
  return table(['Event', 'Change', 'Verdict', 'Breaks', 'Safe'], rows);
}

function eventSection(event: EventReport): string {
  const compatibility = event.versions.flatMap(({ version, compatibility: each }) =>
    each.map((one) => {
      const reasons = [...new Set(one.reasons.map(({ reason }) => `\n  - ${reason}`))];
      return `v${version}: ${compatibilityWords(one)}.${event.breaches.length > 0 ? '' : reasons.join('')}`;
    }),
  );
  const blocks = [
    compatibility.length === 0 ? '' : compatibility.map((line) => `- ${line}`).join('\n'),
    ...event.breaches.flatMap(breachBlocks),
    safeDetails(event.safe),
  ].filter((block) => block !== '');
  return blocks.length === 0 ? '' : [`### ${event.type}`, ...blocks].join('\n\n');
}

function breachBlocks(breach: Breach): readonly string[] {
  const rows = breach.consumers.map((consumer) => consumerRow(consumer, breach));
  const rules = breach.rules.map(({ logicalId, service, clause, problem }) => [
    `rule \`${logicalId}\` of ${service}`,
    '',
    `\`${clause}\``,
    problem,
  ]);
  const reasons = [...new Set(breach.reasons.map(({ reason }) => `- ${reason}`))];
  return [
    `**${breach.message}** (\`${breach.file}\`)`,
    reasons.join('\n'),
    [...rows, ...rules].length === 0 ? '' : table(['Breaks', 'Declares', 'By', 'Where'], [...rows, ...rules]),
    `**What to do:** ${breach.whatToDo}`,
  ].filter((block) => block !== '');
}

function consumerRow(consumer: HurtConsumer, breach: Breach): readonly string[] {
  const fields = brokenFields(consumer, breach.kind)
    .split(', ')
    .map((field) => (breach.kind === 'envelope' ? field : `\`${field}\``));
  const effect = consumer.effect === 'blocked' ? ` (cannot move to v${breach.version})` : '';
  return [
    `${consumer.consumer}${effect}`,
    `v${consumer.declares}${whose(consumer.where)}`,
    fields.join(', '),
    `\`${placeOf(consumer)}\``,
  ];
}

function safeDetails(safe: readonly SafeConsumer[]): string {
  if (safe.length === 0) return '';
  const lines = safe.map(
    ({ consumer, declares, where, why }) => `- ${consumer} (declares v${declares}${whose(where)}): ${why}`,
  );
  return [`<details><summary>Safe: ${counted(safe.length, 'consumer')}</summary>`, lines.join('\n'), '</details>'].join(
    '\n\n',
  );
}

function located(place: { readonly file?: string; readonly line?: number }): string {
  const where = placeOf(place);
  return where === '' ? '' : `\`${where}\`: `;
}

function listed(heading: string, items: readonly string[]): string {
  return items.length === 0 ? '' : [heading, items.map((item) => `- ${item}`).join('\n')].join('\n\n');
}

function names(all: readonly string[]): string {
  return all.length === 0 ? 'nobody' : [...new Set(all)].join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
}
