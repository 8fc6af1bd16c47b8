import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fate } from '../adapters/in-memory/mail-provider.ts';
import { CLAIM_WINDOW_SECONDS } from '../domain/claim.ts';
import { emailId, mailHouse, ProcessDiedError, request } from '../testing/mail-house.ts';
import { makeSendMailOnce } from './send-mail-once.ts';
import type { ClaimStore } from './ports.ts';

/** What happens to one write: it is made and answered, made and not answered, or not made. */
type WriteFate = 'answer' | 'lose' | 'die';

/** What comes of one run, by fate of calls and writes, in one order of all steps. */
interface Scenario {
  readonly calls: readonly Fate[];
  readonly writes: readonly WriteFate[];
  readonly deliveries: number;
}

const scenarios: fc.Arbitrary<Scenario> = fc.record({
  calls: fc.array(fc.constantFrom<Fate[]>('send', 'lose', 'vanish', 'refuse', 'throttle'), { maxLength: 5 }),
  writes: fc.array(fc.constantFrom('answer', 'answer', 'lose', 'die'), { maxLength: 12 }),
  deliveries: fc.integer({ min: 1, max: 6 }),
});

/** Enough for every fate ahead to be met, and then for feedback about it. */
const CALM_ROUNDS = 6;

/** A store whose every step waits for the scheduler, and whose writes meet their fates in turn. */
function shaky(store: ClaimStore, scheduler: fc.Scheduler, fates: readonly WriteFate[]): ClaimStore {
  const ahead = [...fates];
  return {
    read: async (id) => {
      await scheduler.schedule(Promise.resolve(), 'read');
      return store.read(id);
    },
    replace: async (change) => {
      await scheduler.schedule(Promise.resolve(), 'write');
      const fate = ahead.shift() ?? 'answer';
      if (fate === 'die') throw new ProcessDiedError();
      await store.replace(change);
      if (fate === 'lose') throw new ProcessDiedError();
    },
  };
}

describe('any number of deliveries, crashes and lost answers, in any order', () => {
  it(
    'make one mail at most, and one EmailSent for each mail when the provider reports it',
    { timeout: 60_000 },
    async () => {
      const property = fc.asyncProperty(scenarios, fc.scheduler(), async ({ calls, writes, deliveries }, scheduler) => {
        const { claims, provider, parkedMails, pass, feedback, send, clock } = mailHouse(...calls);
        const sender = {
          send: async (mail: Parameters<typeof provider.send>[0]) => {
            await scheduler.schedule(Promise.resolve(), 'call');
            return provider.send(mail);
          },
        };
        const shakySend = makeSendMailOnce({ ...clock, claims: shaky(claims, scheduler, writes), sender, parkedMails });
        const running = Array.from({ length: deliveries }, () => shakySend(request()));
        await scheduler.waitFor(Promise.allSettled(running));
        expect(provider.ledger.length).toBeLessThanOrEqual(1);

        for (const _calm of Array.from({ length: CALM_ROUNDS })) {
          for (const { messageId } of provider.ledger) await feedback(messageId);
          pass(CLAIM_WINDOW_SECONDS);
          await Promise.allSettled([send(request()), send(request())]);
        }

        expect(provider.ledger.length).toBeLessThanOrEqual(1);
        expect(claims.commits).toHaveLength(provider.ledger.length);
        const status = (await claims.read(emailId))?.claim.status;
        if (provider.ledger.length === 0 && status === 'parked') expect(parkedMails.mails.length).toBeGreaterThan(0);
        expect(provider.ledger.length === 1 ? ['sent'] : ['parked', undefined]).toContain(status);
      });
      await fc.assert(property, { numRuns: 500 });
    },
  );
});
