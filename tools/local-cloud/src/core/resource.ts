import type { Json } from './aws-error.ts';

/**
 * The properties of a resource type that the local cloud honours. Anything else in a template stops the run with the
 * logical id. `'any'` accepts everything below (policy documents, tags, event patterns); `[shape]` is a list.
 */
export type PropertyShape = 'any' | readonly [PropertyShape] | { readonly [name: string]: PropertyShape };

export interface ResourceRequest {
  readonly stackName: string;
  readonly logicalId: string;
  /** All intrinsics resolved; values `AWS::NoValue` removed. */
  readonly properties: Json;
  /** A name as CloudFormation would make it (`<stack>-<logical id>-<hash>`), stable between starts, at most `maxLength` characters. */
  physicalName(maxLength: number): string;
}

export interface ResourceHandle {
  /** What `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt` gives, by attribute name (`Arn`, `StreamArn`, …). */
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface ResourceProvider {
  /** For example `AWS::SQS::Queue`. */
  readonly type: string;
  readonly properties: PropertyShape;
  /** Set when the type rightly does nothing locally: the reason, printed at start. */
  readonly inert?: string;
  /** Properties whose change AWS answers with another resource; the others change in place by {@link update}. */
  readonly replacedWhenChanged?: readonly string[];
  create(request: ResourceRequest): Promise<ResourceHandle>;
  /**
   * Changes the resource in place, keeping its state. Without it a changed resource is replaced: the new one is created,
   * with a physical name of its own, before the old one is deleted. A change that is taken back comes here too.
   */
  update?(request: ResourceRequest, handle: ResourceHandle): Promise<ResourceHandle>;
  delete?(handle: ResourceHandle): Promise<void>;
}
