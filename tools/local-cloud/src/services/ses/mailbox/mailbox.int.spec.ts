import { describe, expect, it } from 'vitest';
import { useSes } from '../ses-fixture.ts';

const fixture = useSes();

const send = (subject: string, to: string, html = '<p>x</p>') =>
  fixture.call('SendEmail', {
    Source: 'shop@tidings.example',
    Destination: { ToAddresses: [to] },
    Message: { Subject: { Data: subject }, Body: { Html: { Data: html } } },
    Tags: [{ Name: 'order', Value: subject.replaceAll(/[^a-z]/g, '-') }],
  });

const page = (path = ''): Promise<string> =>
  fetch(`${fixture.cloud.url}/_tidings/mailbox${path}`, { headers: { accept: 'text/html' } }).then((answer) =>
    answer.text(),
  );

describe('the mailbox', () => {
  it('finds mails by recipient, subject and tag, in pages', async () => {
    for (const [subject, to] of [
      ['first one', 'a@example.com'],
      ['second one', 'b@example.com'],
      ['third', 'a@example.com'],
    ] as const)
      await send(subject, to);
    const subjects = async (query: string) => (await fixture.mailbox(query)).messages.map(({ subject }) => subject);
    expect(await subjects('')).toEqual(['first one', 'second one', 'third']);
    expect(await subjects('?to=A@example')).toEqual(['first one', 'third']);
    expect(await subjects('?subject=ONE')).toEqual(['first one', 'second one']);
    expect(await subjects('?tag=order:third')).toEqual(['third']);
    expect(await subjects('?tag=order&limit=2')).toEqual(['first one', 'second one']);
    const { next } = await fixture.mailbox('?limit=2');
    expect(await subjects(`?limit=2&next=${String(next)}`)).toEqual(['third']);
  });

  it('shows people a page, newest first, and a mail whose HTML can do nothing', async () => {
    await send('<b>bold</b> subject', 'c@example.com', '<script>alert(1)</script>"quoted"');
    const listing = await page();
    expect(listing.indexOf('bold')).toBeLessThan(listing.indexOf('first one'));
    expect(listing).not.toContain('<b>bold');
    const [mail] = (await fixture.mailbox('?to=c@example.com')).messages;
    const shown = await page(`/${String(mail?.['messageId'])}`);
    expect(shown).toContain('<iframe sandbox');
    expect(shown).not.toContain('<script>');
  });

  it('forgets its view but never the ledger’s count', async () => {
    const sent = (await fixture.mailbox())['ledger'];
    const answer = await fetch(`${fixture.cloud.url}/_tidings/mailbox`, { method: 'DELETE' });
    expect(await answer.json()).toMatchObject({ ledger: sent });
    expect(await fixture.mailbox()).toEqual({ messages: [], ledger: sent });
  });

  it('says what it does not have', async () => {
    const missing = await fetch(`${fixture.cloud.url}/_tidings/mailbox/none`);
    expect([missing.status, await missing.json()]).toEqual([404, { detail: 'No mail has the message id none.' }]);
    expect((await fetch(`${fixture.cloud.url}/_tidings/mailbox`, { method: 'PUT' })).status).toBe(405);
  });
});
