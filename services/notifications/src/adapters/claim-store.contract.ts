import { randomUUID } from 'node:crypto';
import type { CommitContext } from '@tidings/event-store';
import { describe, expect, it } from 'vitest';
import { ClaimChangedError, type ClaimChange, type ClaimStore } from '../application/ports.ts';
import { type Claim, claimDecider, type ClaimedMail } from '../domain/claim.ts';

/** A store, and how many commits it has written for a mail. */
export interface ClaimStoreUnderTest {
  readonly store: ClaimStore;
  readonly commitsOf: (emailId: string) => Promise<number>;
}

const context: CommitContext = {
  occurredAt: '2026-01-05T12:00:00.000Z',
  correlationId: 'c-1',
  causationId: 'order-1/1',
  traceparent: 't',
  hops: 1,
};
const none = claimDecider.initialState;

function mailOf(emailId: string): ClaimedMail {
  return {
    emailId,
    template: 'order-confirmation',
    email: 'ada@example.com',
    orderId: 'o-1',
    causeEventId: 'order-1/1',
  };
}

function claimedBy(emailId: string, attempt: string): Claim {
  return { status: 'claimed', mail: mailOf(emailId), attempt, claimedAt: '2026-01-05T12:00:00.000Z' };
}

/** The first claim of a mail. */
export function claiming(emailId: string, attempt: string): ClaimChange {
  return { emailId, before: none, after: claimedBy(emailId, attempt), context };
}

function settling(emailId: string, attempt: string): ClaimChange {
  const before = claimedBy(emailId, attempt);
  const { email, ...mail } = mailOf(emailId);
  const data = { ...mail, contact: { email }, messageId: 'm-1', sentAt: '2026-01-05T12:00:01.000Z' };
  const publish = { type: 'EmailSent', version: 1, data } as const;
  return { emailId, before, after: claimDecider.evolve(before, publish), context, publish };
}

/** What every claim store does; each spec file hands in its own. */
export function describeClaimStore(name: string, make: () => ClaimStoreUnderTest): void {
  describe(`the claim store ${name}`, () => {
    it('knows nothing of a mail nobody claimed', async () => {
      expect(await make().store.read(randomUUID())).toBeUndefined();
    });

    it('keeps a claim as it was written', async () => {
      const { store } = make();
      const emailId = randomUUID();
      await store.replace(claiming(emailId, 'a'));
      expect(await store.read(emailId)).toEqual({ claim: claimedBy(emailId, 'a'), context });
    });

    it('lets one of many claim at the same time', async () => {
      const { store } = make();
      const emailId = randomUUID();
      const attempts = ['a', 'b', 'c', 'd', 'e'].map((attempt) => store.replace(claiming(emailId, attempt)));
      const results = await Promise.allSettled(attempts);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results)
        if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ClaimChangedError);
    });

    it('settles with the outgoing commit, once', async () => {
      const { store, commitsOf } = make();
      const emailId = randomUUID();
      await store.replace(claiming(emailId, 'a'));
      const results = await Promise.allSettled([
        store.replace(settling(emailId, 'a')),
        store.replace(settling(emailId, 'a')),
      ]);
      expect(results.map(({ status }) => status).toSorted((a, b) => a.localeCompare(b))).toEqual([
        'fulfilled',
        'rejected',
      ]);
      expect(await store.read(emailId)).toMatchObject({ claim: { status: 'sent', messageId: 'm-1' } });
      expect(await commitsOf(emailId)).toBe(1);
    });

    it('publishes nothing when the claim is another than was read', async () => {
      const { store, commitsOf } = make();
      const emailId = randomUUID();
      await store.replace(claiming(emailId, 'a'));
      await expect(store.replace(settling(emailId, 'b'))).rejects.toThrow(ClaimChangedError);
      expect(await commitsOf(emailId)).toBe(0);
    });

    it('forgets a released claim, and only the one that was read', async () => {
      const { store } = make();
      const emailId = randomUUID();
      await store.replace(claiming(emailId, 'a'));
      const releasing = (attempt: string): ClaimChange => ({
        emailId,
        before: claimedBy(emailId, attempt),
        after: none,
        context,
      });
      await expect(store.replace(releasing('b'))).rejects.toThrow(ClaimChangedError);
      await store.replace(releasing('a'));
      expect(await store.read(emailId)).toBeUndefined();
    });
  });
}
