import { describe, expect, it } from 'vitest';
import {
  type Claim,
  CLAIM_WINDOW_SECONDS,
  type ClaimCommand,
  claimDecider,
  type ClaimedMail,
  type ClaimEvent,
} from './claim.ts';

const mail: ClaimedMail = {
  emailId: 'a1',
  template: 'order-confirmation',
  email: 'ada@example.com',
  orderId: '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21',
  causeEventId: 'order-6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21/1',
};
const noon = '2026-01-05T12:00:00.000Z';
const later = (seconds: number): string => new Date(Date.parse(noon) + seconds * 1000).toISOString();

const claim = (attempt = 'first'): ClaimCommand => ({ type: 'ClaimMail', mail, attempt, at: noon });
const settle = (messageId = 'm-1'): ClaimCommand => ({ type: 'SettleMail', messageId, sentAt: noon });
const release = (attempt = 'first'): ClaimCommand => ({ type: 'ReleaseMail', attempt });
const park = (at: string): ClaimCommand => ({ type: 'ParkMail', at });

const claimed: ClaimEvent = { type: 'MailClaimed', mail, attempt: 'first', claimedAt: noon };
const parked: ClaimEvent = {
  type: 'MailParked',
  mail,
  attempt: 'first',
  claimedAt: noon,
  parkedAt: later(CLAIM_WINDOW_SECONDS),
};
const sent: ClaimEvent = {
  type: 'EmailSent',
  version: 1,
  data: {
    emailId: 'a1',
    template: 'order-confirmation',
    contact: { email: 'ada@example.com' },
    orderId: mail.orderId,
    causeEventId: mail.causeEventId,
    messageId: 'm-1',
    sentAt: noon,
  },
};
const released: ClaimEvent = { type: 'MailReleased' };

function given(...events: readonly ClaimEvent[]): { readonly when: (command: ClaimCommand) => Then } {
  const state = events.reduce<Claim>(claimDecider.evolve, claimDecider.initialState);
  return { when: (command) => then(command, state) };
}

interface Then {
  readonly then: (...expected: readonly ClaimEvent[]) => void;
  readonly thenRejected: (reason: string) => void;
}

function then(command: ClaimCommand, state: Claim): Then {
  const decision = claimDecider.decide(command, state);
  return {
    then: (...expected) => expect(decision).toEqual({ ok: true, events: expected }),
    thenRejected: (reason) => expect(decision).toMatchObject({ ok: false, rejection: { reason } }),
  };
}

describe('ClaimMail', () => {
  it('gives the right to send to the first who asks', () => given().when(claim()).then(claimed));
  it('lets whoever has it go on, when the store answers twice', () => given(claimed).when(claim()).then());
  it('makes everybody else wait', () => given(claimed).when(claim('second')).thenRejected('MailInFlight'));
  it('gives it to nobody once the mail is sent', () => given(claimed, sent).when(claim('second')).then());
  it('gives it to nobody once a person has to decide', () => given(claimed, parked).when(claim('second')).then());
  it('gives it again after the provider refused the mail', () => given(claimed, released).when(claim()).then(claimed));
});

describe('SettleMail', () => {
  it('tells the world that the mail was sent', () => given(claimed).when(settle()).then(sent));
  it('changes nothing the second time', () => given(claimed, sent).when(settle()).then());
  it('believes the provider even after the mail was parked', () => given(claimed, parked).when(settle()).then(sent));
  it('refuses a mail nobody claimed', () => given().when(settle()).thenRejected('ClaimNotFound'));
  it('raises the alarm about a second message', () =>
    given(claimed, sent).when(settle('m-2')).thenRejected('AnotherMessage'));
});

describe('ReleaseMail', () => {
  it('takes the claim back from the attempt that was refused', () => given(claimed).when(release()).then(released));
  it('leaves the claim of another attempt alone', () => given(claimed).when(release('second')).then());
  it('changes nothing the second time', () => given(claimed, released).when(release()).then());
  it('never reopens a sent mail', () => given(claimed, sent).when(release()).then());
  it('leaves a parked mail to its person', () => given(claimed, parked).when(release()).then());
});

describe('ParkMail', () => {
  it('waits for the window to pass', () =>
    given(claimed)
      .when(park(later(CLAIM_WINDOW_SECONDS - 1)))
      .thenRejected('MailInFlight'));
  it('asks for a person when the window has passed', () =>
    given(claimed)
      .when(park(later(CLAIM_WINDOW_SECONDS)))
      .then(parked));
  it('changes nothing the second time', () =>
    given(claimed, parked)
      .when(park(later(9999)))
      .then());
  it('has nothing to ask about a sent mail', () =>
    given(claimed, sent)
      .when(park(later(9999)))
      .then());
  it('refuses a mail nobody claimed', () => given().when(park(noon)).thenRejected('ClaimNotFound'));
});
