/** The one physical name in the house: rules, archives and operators find the stage's bus by it. */
export function busName(stage: string): string {
  return `tidings-${stage}`;
}

/** `tidings-<stage>-<part>`, where part is `platform` or a service. */
export function stackName(stage: string, part: string): string {
  return `tidings-${stage}-${part}`;
}

/** What stacks tell one another, by path under `/tidings/<stage>/`. A service's own API address is `<service>/api/url`. */
export type SharedParameter =
  | 'bus/name'
  | 'bus/arn'
  | 'auth/issuer'
  | 'auth/audience'
  | 'mail/from'
  | 'alarms/topic/arn'
  | `${string}/api/url`;

/** The full name of a shared SSM parameter. */
export function parameterName(stage: string, parameter: SharedParameter): string {
  return `/tidings/${stage}/${parameter}`;
}
