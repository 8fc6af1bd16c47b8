import { fieldSchemas, type JsonSchema } from '@tidings/event-schemas';
import type { EventPath } from '../contracts/contract-folder.ts';
import type { Consumer } from '../readings/consumer.ts';
import type { TreeProblem } from './findings.ts';

/** The schema of an event's version, if there is one. */
export type FindSchema = (event: EventPath, version: number) => JsonSchema | undefined;

/**
 * Readings of this tree that name an event, a version or a field that no contract has. What is published counts before an edit
 * of it, which is told by itself.
 */
export function judgeReadings(consumers: readonly Consumer[], schemaOf: FindSchema): readonly TreeProblem[] {
  return consumers.flatMap(({ name, file, readings }) =>
    readings.flatMap(({ event, version, fields, line }): readonly TreeProblem[] => {
      const schema = schemaOf(event, version);
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
