/** Who makes a call. Operators are unrestricted; roles and services are judged by policies. */
export type Principal =
  | { readonly kind: 'operator' }
  /** A function running as its role. `sessionName` is the function's name, as Lambda sets it. */
  | { readonly kind: 'role'; readonly roleArn: string; readonly sessionName: string }
  /** An AWS service acting for a resource, for example `events.amazonaws.com` for a rule. */
  | { readonly kind: 'service'; readonly service: string; readonly sourceArn: string };

export const OPERATOR: Principal = { kind: 'operator' };

/** Temporary credentials that the gateway recognizes as a role's. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}
