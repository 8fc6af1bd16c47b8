/** The parts of an IAM policy that the local cloud evaluates. docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: PolicyStatement | readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** One thing that an operation needs to be allowed. */
export interface Permission {
  /** For example `sqs:SendMessage`. */
  readonly action: string;
  /** ARN of the resource, or `*` where IAM knows none. */
  readonly resource: string;
  /** Service-specific condition keys, for example `{ 'events:source': ['orders'] }`. Global keys are added by the authorizer. */
  readonly conditionKeys?: Readonly<Record<string, string | readonly string[]>>;
  /** The resource's own policy, where it has one (queue, function, bus). */
  readonly resourcePolicy?: PolicyDocument | undefined;
}
