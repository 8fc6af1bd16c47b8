import { fieldSchemas } from '@tidings/event-schemas';
import type { ContractFolders } from '../contracts/contract-folder.ts';
import type { Consumer } from '../readings/consumer.ts';
import { textOf } from './event-history.ts';
import type { TreeProblem } from './findings.ts';

/** Readings of this tree that name an event, a version or a field that no contract has. */
export function judgeReadings(folders: ContractFolders, consumers: readonly Consumer[]): readonly TreeProblem[] {
  return consumers.flatMap(({ name, file, readings }) =>
    readings.flatMap(({ event, version, fields, line }): readonly TreeProblem[] => {
      const schema = textOf(folders.get(event), version);
      if (schema === undefined)
        return [{ kind: 'unknown-version', file, line, ...unknownVersion(name, event, version) }];
      const unknown = fields.filter((field) => field !== '' && fieldSchemas(schema, field.split('.')).length === 0);
      return unknown.map((field) => ({
        kind: 'unknown-field',
        file,
        line,
        message: `${name} reads \`data.${field}\`, which v${version} of ${event} does not have.`,
        whatToDo: 'Name a field of that version, or declare a version that has it.',
      }));
    }),
  );
}

function unknownVersion(name: string, event: string, version: number): Pick<TreeProblem, 'message' | 'whatToDo'> {
  return {
    message: `${name} reads v${version} of ${event}, and there is no such version.`,
    whatToDo: 'Declare a version that stands in its contract folder.',
  };
}
