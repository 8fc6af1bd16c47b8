import type { CheckRequest } from '../check/check-sources.ts';
import type { Breach } from '../check/findings.ts';
import { type CheckReport, runCheck } from '../check/run-check.ts';
import { shopFiles } from './planted-shop.ts';
import { type Files, plantWorkspace } from './planted-workspace.ts';

/** Commits the shop, with what is already published, on main; makes a change in the working tree, and checks it. */
export function checkChange(change: Files, published: Files = {}, request: CheckRequest = {}): CheckReport {
  const workspace = plantWorkspace({ ...shopFiles(), ...published });
  try {
    workspace.commit();
    workspace.write(change);
    return runCheck(workspace.folder, { base: 'main', ...request });
  } finally {
    workspace.remove();
  }
}

/** All breaches of all events. */
export function breachesOf({ events }: CheckReport): readonly Breach[] {
  return events.flatMap((event) => event.breaches);
}

/** Which rules of evolving contracts are broken. */
export function kindsOf(report: CheckReport): readonly string[] {
  return breachesOf(report).map(({ kind }) => kind);
}

/** Whom the breaches hurt, and by what: `analytics/project-sales breaks by country`. */
export function hurtBy(report: CheckReport): readonly string[] {
  return breachesOf(report).flatMap(({ consumers }) =>
    consumers.map(({ consumer, effect, fields }) => {
      const reads = [...new Set(fields.map((field) => field.reads))];
      return `${consumer} ${effect === 'breaks' ? 'breaks' : 'is blocked'} by ${reads.join(', ')}`;
    }),
  );
}

/** Who goes on as before, and why. */
export function safeIn({ events }: CheckReport): readonly string[] {
  return events.flatMap(({ safe }) => safe.map(({ consumer, why }) => `${consumer}: ${why}`));
}
