import { describe, expect, it } from 'vitest';
import { parseMailSent, UnreadableFeedbackError } from './mail-sent.ts';

/** Source: docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html (a Send record, as EventBridge carries it) */
const event = {
  version: '0',
  source: 'aws.ses',
  'detail-type': 'Email Sent',
  detail: {
    eventType: 'Send',
    mail: {
      timestamp: '2026-01-05T12:00:00.123Z',
      messageId: 'm-1',
      tags: { 'ses:configuration-set': ['set'], claim: ['a1b2'] },
    },
    send: {},
  },
};

function without(change: object): string {
  return JSON.stringify({ ...event, detail: { ...event.detail, mail: { ...event.detail.mail, ...change } } });
}

describe('a Send event of SES', () => {
  it('says which claim it settles, by which message, and when', () => {
    expect(parseMailSent(JSON.stringify(event))).toEqual({
      emailId: 'a1b2',
      messageId: 'm-1',
      sentAt: '2026-01-05T12:00:00.123Z',
    });
  });

  it.each([
    ['no claim among its tags', { tags: {} }, 'detail.mail.tags.claim.0'],
    ['no message id', { messageId: undefined }, 'detail.mail.messageId'],
    ['a time that is none', { timestamp: 'soon' }, 'detail.mail.timestamp'],
  ])('is refused with %s', (...[, change, field]) => {
    expect(() => parseMailSent(without(change))).toThrow(new UnreadableFeedbackError(field));
  });
});
