import type { SystemRule } from './system.ts';
import { type Template, listAt, valueAt } from './template.ts';

/** How the stages' buses are named: `busName` of the shared constructs. */
const STAGE_BUS = /^tidings-/u;

/** Which bus a rule is on, by what its template says; a name that only the deployment knows is the stage's. */
export function busOf(template: Template, name: unknown): SystemRule['bus'] {
  if (name === undefined) return 'default';
  const spelled = spelledOut(template, name)?.split('/').at(-1);
  if (spelled === undefined || spelled.includes('${')) return 'stage';
  if (spelled === 'default') return 'default';
  return STAGE_BUS.test(spelled) ? 'stage' : 'other';
}

/** A bus's name or ARN, of which the last part is enough; undefined when a template does not spell it out. */
function spelledOut(template: Template, name: unknown): string | undefined {
  if (typeof name === 'string') return name;
  const [sub] = listAt(name, 'Fn::Sub');
  const [, joined] = listAt(name, 'Fn::Join');
  const last = sub ?? (Array.isArray(joined) ? (joined as readonly unknown[]).at(-1) : undefined);
  return typeof last === 'string' ? last : nameOfOwnBus(template, name);
}

/** The name of a bus that the template itself makes. */
function nameOfOwnBus(template: Template, name: unknown): string | undefined {
  const [id] = [...listAt(name, 'Ref'), ...listAt(name, 'Fn::GetAtt')];
  const made = typeof id === 'string' ? template.Resources[id.split('.')[0] ?? ''] : undefined;
  const own = made?.Type === 'AWS::Events::EventBus' ? valueAt(made, 'Properties', 'Name') : undefined;
  return typeof own === 'string' ? own : undefined;
}
