import { type CommitItem, commitItem } from '@tidings/event-store';
import { ClaimChangedError, type ClaimChange, type ClaimStore, type StoredClaim } from '../../application/ports.ts';
import { attemptOf, outgoingCommit } from '../claim-identity.ts';

/** A claim store for tests and simulations, and the commits that it would have published. */
export interface InMemoryClaimStore extends ClaimStore {
  readonly commits: readonly CommitItem[];
}

/** The twin of the DynamoDB store: one change after another, each by comparison with what is there. */
export function makeInMemoryClaimStore(): InMemoryClaimStore {
  const claims = new Map<string, StoredClaim>();
  const commits: CommitItem[] = [];
  return {
    commits,
    read: (emailId) => Promise.resolve(claims.get(emailId)),
    replace: (change) => {
      const { emailId, before, after, context } = change;
      const current = claims.get(emailId)?.claim ?? { status: 'none' };
      if (current.status !== before.status || attemptOf(current) !== attemptOf(before)) {
        return Promise.reject(new ClaimChangedError(emailId));
      }
      if (after.status === 'none') claims.delete(emailId);
      else claims.set(emailId, { claim: after, context });
      commits.push(...commitsOf(change));
      return Promise.resolve();
    },
  };
}

function commitsOf(change: ClaimChange): readonly CommitItem[] {
  const outgoing = outgoingCommit(change);
  return outgoing === undefined ? [] : [commitItem(outgoing.stream, outgoing.events, outgoing.options)];
}
