import type { AppendOptions, DomainEvent } from '@tidings/event-store';
import type { ClaimChange } from '../application/ports.ts';
import type { Claim } from '../domain/claim.ts';

/** What, beside its status, tells a claim from an earlier one of the same mail. */
export function attemptOf(claim: Claim): string {
  switch (claim.status) {
    case 'none':
      return '';
    case 'claimed':
    case 'parked':
      return claim.attempt;
    case 'sent':
      return claim.messageId;
  }
}

/** The commit that goes out with a change: the only one of its mail's own stream. */
export function outgoingCommit({
  emailId,
  context,
  publish,
}: ClaimChange):
  | { readonly stream: string; readonly events: readonly DomainEvent[]; readonly options: AppendOptions }
  | undefined {
  if (publish === undefined) return undefined;
  const options = { expectedVersion: 0, context: { ...context, occurredAt: publish.data.sentAt } };
  return { stream: `email-${emailId}`, events: [publish], options };
}
