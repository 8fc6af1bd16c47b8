import type { Located, Template } from './template.ts';
import { listAt, referencesIn, resourcesOf, valueAt } from './template.ts';

interface Grant {
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
}

/** What one function's role allows. */
export interface Grants {
  /** Whether one of the actions is allowed on the resource of that logical id. */
  allows(actions: readonly string[], logicalId: string): boolean;
  /** Whether the action is allowed on anything at all. */
  allowsAnywhere(action: string): boolean;
}

/** Reads the policies of a function's role, inline and attached by the template. A role from elsewhere grants nothing known. */
export function grantsOf(template: Template, { resource }: Located): Grants {
  const [roleId = ''] = referencesIn(resource.Properties?.['Role']);
  const grants = policiesOf(template, roleId).flatMap((policy) => grantsIn(policy));
  return {
    allows: (actions, logicalId) =>
      grants.some(
        (grant) =>
          actions.some((action) => allowsAction(grant, action)) &&
          grant.resources.some((target) => target === '*' || referencesIn(target).includes(logicalId)),
      ),
    allowsAnywhere: (action) => grants.some((grant) => allowsAction(grant, action)),
  };
}

function policiesOf(template: Template, roleId: string): readonly unknown[] {
  const inline = listAt(template.Resources[roleId]?.Properties, 'Policies').map((policy) =>
    valueAt(policy, 'PolicyDocument'),
  );
  const attached = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy']
    .flatMap((type) => resourcesOf(template, type))
    .filter(({ resource }) => namesRole(resource.Properties, roleId))
    .map(({ resource }) => resource.Properties?.['PolicyDocument']);
  return [...inline, ...attached];
}

function namesRole(properties: unknown, roleId: string): boolean {
  return [valueAt(properties, 'Roles'), valueAt(properties, 'RoleName')].some((roles) =>
    referencesIn(roles).includes(roleId),
  );
}

function grantsIn(policy: unknown): readonly Grant[] {
  return listAt(policy, 'Statement')
    .filter((statement) => valueAt(statement, 'Effect') === 'Allow')
    .map((statement) => ({
      actions: listAt(statement, 'Action').map(String),
      resources: listAt(statement, 'Resource'),
    }));
}

function allowsAction({ actions }: Grant, action: string): boolean {
  return actions.some((pattern) => wildcard(pattern).test(action));
}

/** IAM's actions know `*` and `?`, and no letter case. */
function wildcard(pattern: string): RegExp {
  const literal = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
}
