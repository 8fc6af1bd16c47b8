export { auditGrants, EXPLAINED_WILDCARDS } from './audit-grants.ts';
export { auditHops, deadLetterQueues } from './audit-hops.ts';
export { auditKeeping } from './audit-keeping.ts';
export { permissionsOf, type Permission } from './permissions.ts';
export { synthesize, type Synthesized, type Trial } from './synthesize.ts';
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
