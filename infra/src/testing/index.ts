export { auditGrants, EXPLAINED_WILDCARDS } from './audit-grants.ts';
export { auditHops, deadLetterQueues } from './audit-hops.ts';
export { auditKeeping } from './audit-keeping.ts';
export { handlersOf } from './handlers-of.ts';
export { permissionsOf, type Permission } from './permissions.ts';
export { ruleOf } from './rule-of.ts';
export { synthesize, type StandIn, type Synthesized, type Trial } from './synthesize.ts';
export {
  listAt,
  NotInTemplateError,
  ofType,
  readableId,
  referredId,
  valueAt,
  type Template,
  type TemplateResource,
} from './template.ts';
