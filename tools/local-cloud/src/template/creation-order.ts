import type { Template, TemplateResource } from './template.ts';
import { referencesIn } from './references.ts';
import { TemplateError } from './template-error.ts';

function dependenciesOf(resource: TemplateResource): readonly string[] {
  const explicit = resource.DependsOn ?? [];
  return [...(typeof explicit === 'string' ? [explicit] : explicit), ...referencesIn(resource.Properties ?? {})];
}

/**
 * Logical ids in the order in which CloudFormation makes them: each after everything that it refers to or depends on.
 * @throws {TemplateError} naming the circle, when there is one.
 */
export function creationOrder(stackName: string, resources: Template['Resources']): readonly string[] {
  const order: string[] = [];
  const done = new Set<string>();
  const visit = (logicalId: string, path: readonly string[]): void => {
    if (done.has(logicalId)) return;
    if (path.includes(logicalId)) {
      const circle = [...path.slice(path.indexOf(logicalId)), logicalId].join(' → ');
      throw new TemplateError({ stackName, logicalId }, `the resources depend on each other in a circle: ${circle}.`);
    }
    const resource = Object.hasOwn(resources, logicalId) ? resources[logicalId] : undefined;
    if (!resource) return;
    for (const dependency of dependenciesOf(resource)) visit(dependency, [...path, logicalId]);
    done.add(logicalId);
    order.push(logicalId);
  };
  for (const logicalId of Object.keys(resources)) visit(logicalId, []);
  return order;
}
