import type { ContractFolder, ContractFolders, EventPath } from '../contracts/contract-folder.ts';
import type { Consumer } from '../readings/consumer.ts';
import type { TreeProblem } from './findings.ts';

/**
 * Upcasters that consumers in Python need and only TypeScript has: stored events of the older version would fail in them.
 * Each is told once.
 */
export function judgePythonUpcasts(consumers: readonly Consumer[], folders: ContractFolders): readonly TreeProblem[] {
  const inPython = consumers.filter(({ file }) => file.endsWith('.py'));
  return [...folders].flatMap(([event, folder]) =>
    [...folder.upcasts]
      .filter((version) => !folder.pythonUpcasts.has(version))
      .flatMap((version) => missing({ event, folder, version }, inPython)),
  );
}

interface Step {
  readonly event: EventPath;
  readonly folder: ContractFolder;
  /** The upcaster is from this version to the next. */
  readonly version: number;
}

function missing({ event, folder, version }: Step, consumers: readonly Consumer[]): readonly TreeProblem[] {
  const needing = consumers.filter(({ readings }) =>
    readings.some((reading) => reading.event === event && reading.version > version),
  );
  if (needing.length === 0) return [];
  const names = needing.map(({ name }) => name).join(', ');
  return [
    {
      kind: 'python-upcaster',
      file: `${folder.folder}/upcast_v${version}.py`,
      message: `${names} reads ${event} in Python from a version after v${version}, and has no upcaster of stored events.`,
      whatToDo: `Write upcast_v${version}.py, which makes of data what upcast-v${version}.ts does.`,
    },
  ];
}
