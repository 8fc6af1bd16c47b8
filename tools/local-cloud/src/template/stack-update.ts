import type { Json } from '../core/aws-error.ts';
import type { ResourceHandle, ResourceProvider, ResourceRequest } from '../core/resource.ts';
import { IntrinsicError } from './intrinsics.ts';
import { physicalName } from './physical-name.ts';

/** What becomes of a resource that its stack lets go. */
interface Keeping {
  /** `DeletionPolicy: Retain`. */
  readonly whenRemoved: boolean;
  /** `UpdateReplacePolicy: Retain`. */
  readonly whenReplaced: boolean;
}

/** A resource of a template with its intrinsics resolved. */
export interface WantedResource {
  readonly stackName: string;
  readonly logicalId: string;
  readonly provider: ResourceProvider;
  readonly properties: Json;
  readonly keep: Keeping;
}

export interface MadeResource {
  readonly wanted: WantedResource;
  readonly handle: ResourceHandle;
  readonly generation: number;
}

export type StackState = Map<string, MadeResource>;

function requestFor(wanted: WantedResource, generation: number): ResourceRequest {
  const { stackName, logicalId, properties } = wanted;
  const named = { stackName, logicalId, generation };
  return { stackName, logicalId, properties, physicalName: (maxLength) => physicalName(named, maxLength) };
}

const asText = (value: unknown): string => JSON.stringify(value) ?? '';

const sameHandle = (left: ResourceHandle, right: ResourceHandle): boolean => asText(left) === asText(right);

function mustReplace({ provider, properties }: WantedResource, known: MadeResource): boolean {
  if (!provider.update) return true;
  const before = known.wanted.properties;
  return (provider.replacedWhenChanged ?? []).some((name) => asText(before[name]) !== asText(properties[name]));
}

type Step = () => Promise<void>;

/**
 * One run over a stack, as CloudFormation does it: changes in place, makes replacements beside what they replace, deletes
 * only when all is made, and can be taken back until then.
 * docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export class StackUpdate {
  readonly #before: StackState;
  readonly #after: StackState = new Map();
  readonly #undo: Step[] = [];

  constructor(before: StackState) {
    this.#before = before;
  }

  /** What the stack holds when the run succeeds, in the order in which it was made. */
  get after(): StackState {
    return this.#after;
  }

  async apply(wanted: WantedResource): Promise<ResourceHandle> {
    const known = this.#before.get(wanted.logicalId);
    const made = known ? await this.#change(wanted, known) : await this.#create(wanted, 0);
    this.#after.set(wanted.logicalId, made);
    return made.handle;
  }

  /** Takes everything back, latest first. @throws {AggregateError} of what could not be taken back; the rest is. */
  async rollBack(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#undo.toReversed()) await step().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
  }

  /** Deletes what was replaced and what the template no longer has, latest first, as far as their policies let it go. */
  async cleanUp(): Promise<void> {
    for (const [logicalId, old] of [...this.#before].toReversed()) {
      const now = this.#after.get(logicalId);
      const { whenRemoved, whenReplaced } = old.wanted.keep;
      const isGone = now === undefined ? !whenRemoved : !whenReplaced && now.generation !== old.generation;
      if (isGone && !(now && sameHandle(now.handle, old.handle))) await old.wanted.provider.delete?.(old.handle);
    }
  }

  async #change(wanted: WantedResource, known: MadeResource): Promise<MadeResource> {
    const { provider, properties } = wanted;
    if (known.wanted.provider !== provider)
      throw new IntrinsicError(
        `a resource cannot become another type (${known.wanted.provider.type} → ${provider.type}). Give it another logical id.`,
      );
    if (asText(known.wanted.properties) === asText(properties)) return { ...known, wanted };
    return mustReplace(wanted, known) ? this.#create(wanted, known.generation + 1, known) : this.#update(wanted, known);
  }

  async #update(wanted: WantedResource, known: MadeResource): Promise<MadeResource> {
    const { provider, logicalId } = wanted;
    const { generation } = known;
    let { handle } = known;
    this.#undo.push(async () => {
      const restored = await provider.update?.(requestFor(known.wanted, generation), handle);
      this.#before.set(logicalId, { ...known, handle: restored ?? known.handle });
    });
    handle = (await provider.update?.(requestFor(wanted, generation), handle)) ?? handle;
    return { wanted, handle, generation };
  }

  async #create(wanted: WantedResource, generation: number, replaced?: MadeResource): Promise<MadeResource> {
    const { provider } = wanted;
    const handle = await provider.create(requestFor(wanted, generation));
    this.#undo.push(async () => {
      await provider.delete?.(handle);
      if (replaced && sameHandle(handle, replaced.handle))
        await provider.create(requestFor(replaced.wanted, replaced.generation));
    });
    return { wanted, handle, generation };
  }
}
