import { hurt } from './affected-fields.ts';
import { backwardReasons, type EventHistory, folderOf, newVersions, numbersOf } from './event-history.ts';
import type { Breach, Reason } from './findings.ts';

/**
 * A new version has to take the events of every earlier one: as they are, or through upcasters. Those that reach it
 * through no upcaster are compared with it.
 */
export function judgeUpcasts(history: EventHistory): readonly Breach[] {
  return newVersions(history).flatMap((version) => {
    const reasons = distinctReasons(
      unaided(history, version).flatMap((earlier) => backwardReasons(history, earlier, version)),
    );
    return reasons.length === 0 ? [] : [missingUpcaster(history, version, reasons)];
  });
}

/** Earlier versions whose events come to this one unchanged: no upcaster stands between. */
function unaided(history: EventHistory, version: number): readonly number[] {
  const upcasts = [...(history.after?.upcasts ?? [])].filter((from) => from < version);
  const last = Math.max(0, ...upcasts);
  return numbersOf(history.after).filter((earlier) => earlier > last && earlier < version);
}

function missingUpcaster(history: EventHistory, version: number, reasons: readonly Reason[]): Breach {
  const { folder } = folderOf(history);
  const previous = version - 1;
  const { consumers } = history;
  return {
    kind: 'missing-upcaster',
    version,
    file: `${folder}/upcast-v${previous}.ts`,
    message: `v${version} does not take the events that are stored, and has no upcaster.`,
    whatToDo: `Write upcast-v${previous}.ts, which makes data of v${version} from data of v${previous}; or keep v${version} compatible.`,
    reasons,
    consumers: [
      ...hurt(
        consumers.filter(({ declares }) => declares >= version),
        'breaks',
        reasons,
      ),
      ...hurt(
        consumers.filter(({ declares }) => declares < version),
        'blocked',
        reasons,
      ),
    ],
    rules: [],
  };
}

/** Each sentence once. */
export function distinctReasons(reasons: readonly Reason[]): readonly Reason[] {
  const known = new Map(reasons.map((reason) => [`${reason.direction} ${reason.reason}`, reason]));
  return [...known.values()];
}
