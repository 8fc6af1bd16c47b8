import type { CommitContext } from '@tidings/event-store';
import { type Claim, claimDecider, type ClaimCommand, type ClaimEvent, type ClaimRejection } from '../domain/claim.ts';
import { ClaimChangedError, type ClaimStore, type StoredClaim } from './ports.ts';

/** Claims meet at most a duplicate, a redelivery and the provider's event; more rounds would be a bug. */
const MAX_ROUNDS = 5;

/** A command on one mail's claim. */
export interface ClaimRequest {
  readonly emailId: string;
  readonly command: ClaimCommand;
  /** What the claim is believed to be, to save a read; a wrong belief costs one. Default: read it. */
  readonly believed?: StoredClaim;
  /** Done before the change is written, again if writing fails: it must be harmless twice. */
  readonly first?: (event: ClaimEvent) => Promise<void>;
}

/** How the claim stands after a command, and the trace that it began with, if there is one. */
export type ClaimOutcome =
  | { readonly ok: true; readonly claim: Claim; readonly context?: CommitContext }
  | { readonly ok: false; readonly rejection: ClaimRejection };

/** Decides on one claim, as often as somebody else changes it in between. */
export async function changeClaim(store: ClaimStore, request: ClaimRequest): Promise<ClaimOutcome> {
  const { emailId, believed } = request;
  let stored = believed ?? (await store.read(emailId));
  for (let round = 1; ; round += 1) {
    try {
      return await decideOnce(store, request, stored);
    } catch (error) {
      if (!(error instanceof ClaimChangedError) || round === MAX_ROUNDS) throw error;
      stored = (await store.read(emailId)) ?? (believed && unclaimed(believed.context));
    }
  }
}

async function decideOnce(
  store: ClaimStore,
  request: ClaimRequest,
  stored: StoredClaim | undefined,
): Promise<ClaimOutcome> {
  const before = stored?.claim ?? claimDecider.initialState;
  const decision = claimDecider.decide(request.command, before);
  if (!decision.ok) return decision;
  const [event] = decision.events;
  if (event === undefined) return { ok: true, claim: before, ...(stored && { context: stored.context }) };
  if (stored === undefined) throw new ClaimWithoutContextError(request.emailId);
  await request.first?.(event);
  const claim = await write(store, event, { emailId: request.emailId, stored });
  return { ok: true, claim, context: stored.context };
}

async function write(
  store: ClaimStore,
  event: ClaimEvent,
  { emailId, stored }: { readonly emailId: string; readonly stored: StoredClaim },
): Promise<Claim> {
  const { claim: before, context } = stored;
  const after = claimDecider.evolve(before, event);
  await store.replace({ emailId, before, after, context, ...(event.type === 'EmailSent' ? { publish: event } : {}) });
  return after;
}

/** A belief about a claim that nobody has made yet. */
export function unclaimed(context: CommitContext): StoredClaim {
  return { claim: claimDecider.initialState, context };
}

/** A command that begins a claim came without the trace of the event it follows from. */
export class ClaimWithoutContextError extends Error {
  override readonly name = 'ClaimWithoutContextError';

  constructor(emailId: string) {
    super(`Mail ${emailId} was to be claimed without a context.`);
  }
}
