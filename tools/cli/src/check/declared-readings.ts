import type { Consumer } from '../readings/consumer.ts';
import type { DeclaredBy, Where } from './findings.ts';

/**
 * Who reads what, in this tree and on the base, whose consumers are the deployed ones. The same reading on both sides is one.
 * What a consumer of the base reads, when its declaration cannot be read, is taken for everything of every event that its
 * file imports: then nothing is called safe by mistake.
 */
export function declaredReadings(tree: readonly Consumer[], base: readonly Consumer[]): readonly DeclaredBy[] {
  const declared = new Map<string, DeclaredBy>();
  for (const each of [...readingsIn(tree, 'tree'), ...base.flatMap(cautiously)]) {
    const key = JSON.stringify([each.consumer, each.event, each.declares, each.fields.toSorted()]);
    const known = declared.get(key);
    const where = known === undefined || known.where === each.where ? each.where : 'both';
    declared.set(key, { ...(known ?? each), where });
  }
  return [...declared.values()];
}

function readingsIn(consumers: readonly Consumer[], where: Where): readonly DeclaredBy[] {
  return consumers.flatMap(({ name, file, readings }) =>
    readings.map(({ event, version, fields, line }) => ({
      consumer: name,
      event,
      declares: version,
      fields,
      where,
      file,
      line,
    })),
  );
}

function cautiously(consumer: Consumer): readonly DeclaredBy[] {
  const [problem] = consumer.problems;
  if (problem === undefined) return readingsIn([consumer], 'base');
  return consumer.imports.map((event) => ({
    consumer: consumer.name,
    event,
    declares: 1,
    fields: [''],
    where: 'base',
    file: consumer.file,
    line: problem.line,
  }));
}
