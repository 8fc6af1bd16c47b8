import { listAt, NotInTemplateError, ofType, readableId, referredId, valueAt, type Template } from './template.ts';

/** One statement of a function's role, as a spec compares it: logical ids without hashes, ARNs with `{id}` for references. */
export interface Permission {
  readonly actions: readonly unknown[];
  readonly resources: readonly string[];
  readonly condition?: unknown;
}

/**
 * What the role of a handler's function allows, statement by statement, beside its own log.
 * @throws {NotInTemplateError} no function of that handler.
 */
export function permissionsOf(template: Template, handler: string): readonly Permission[] {
  const found = ofType(template, 'AWS::Lambda::Function').find(([, { Description }]) =>
    String(Description).endsWith(`: ${handler}`),
  );
  const roleId = referredId(found?.[1]['Role']);
  if (roleId === undefined) throw new NotInTemplateError(`function of handler ${handler}`);
  return statementsOf(template.Resources[roleId]?.Properties)
    .map((statement) => {
      const condition = valueAt(statement, 'Condition');
      return {
        actions: listAt(statement, 'Action'),
        resources: listAt(statement, 'Resource').map(spell),
        ...(condition === undefined ? {} : { condition }),
      };
    })
    .filter(({ actions }) => !actions.includes('logs:PutLogEvents'));
}

/** Every statement of a role's inline policies. */
export function statementsOf(role: unknown): readonly unknown[] {
  return listAt(role, 'Policies').flatMap((policy) => listAt(policy, 'PolicyDocument', 'Statement'));
}

function spell(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const joined = listAt(resource, 'Fn::Join', 1);
  if (joined.length > 0) return joined.map(spell).join('');
  const id = referredId(resource);
  return id === undefined ? JSON.stringify(resource) : `{${readableId(id)}}`;
}
