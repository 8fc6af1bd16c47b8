import { OPERATOR } from '@tidings/local-cloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, type Shop } from './support/shop.ts';

describe('replaying the archive', () => {
  const opened: { shop: Shop } = { shop: {} as Shop };
  beforeAll(async () => {
    opened.shop = await openShop();
  });
  afterAll(() => opened.shop.close());

  const events = (
    operation: string,
    input: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>> =>
    opened.shop.cloud.call({ principal: OPERATOR, service: 'events', operation, input });

  it('sends no mail and changes no sum, and every event arrives again', async () => {
    const { shop } = opened;
    const start = new Date(shop.cloud.clock.now() - 1_000);
    await shop.placed({}, { customer: 'ada' });
    await shop.cancel(await shop.placed({}, { customer: 'bob' }), { customer: 'bob' });
    await shop.settle();
    const mails = await shop.mails();
    const sales = await shop.sales('customer');
    expect(mails).toHaveLength(3);

    const { Archives: archives } = await events('ListArchives', {});
    const [archive] = archives as readonly {
      readonly ArchiveName: string;
      readonly EventSourceArn: string;
      readonly EventCount: number;
    }[];
    expect(archive?.EventCount).toBe(6);
    const { ArchiveArn } = await events('DescribeArchive', { ArchiveName: archive?.ArchiveName });
    await events('StartReplay', {
      ReplayName: 'everything',
      EventSourceArn: ArchiveArn,
      EventStartTime: start.getTime() / 1000,
      EventEndTime: (shop.cloud.clock.now() + 1_000) / 1000,
      Destination: { Arn: archive?.EventSourceArn },
    });
    await shop.settle();

    expect(await events('DescribeReplay', { ReplayName: 'everything' })).toMatchObject({ State: 'COMPLETED' });
    expect(await shop.mails()).toEqual(mails);
    expect(await shop.sales('customer')).toEqual(sales);
    expect(await shop.deadLetters()).toEqual({});
  });
});
