import { describe, expect, it } from 'vitest';
import { breachesOf, checkChange, hurtBy, kindsOf } from '../testing/check-change.ts';
import {
  assembly,
  castFile,
  handlerFile,
  ORDER_PLACED,
  placedFile,
  placedVersion,
  renamedCountry,
} from '../testing/planted-shop.ts';
import { verdictOf } from './run-check.ts';

const SALES = 'analytics/project-sales';
const MAILS = 'notifications/on-order-placed';

const withoutCountryAndEmail = {
  ...ORDER_PLACED,
  required: ORDER_PLACED.required.filter((name) => name !== 'country'),
  properties: {
    ...ORDER_PLACED.properties,
    contact: { description: 'Where the customer can be reached.', type: 'object', properties: {} },
  },
};

describe('A version that is published', () => {
  it('breaks by an edit whom the edited fields concern', () => {
    const report = checkChange({ [placedFile(1)]: withoutCountryAndEmail });
    expect(verdictOf(report)).toBe('breaking');
    expect(kindsOf(report)).toEqual(['edited-version']);
    expect(hurtBy(report)).toEqual([`${SALES} breaks by country`, `${MAILS} breaks by contact.email`]);
    expect(
      breachesOf(report)[0]
        ?.reasons.map(({ reason }) => reason)
        .join('\n'),
    ).toContain('`data.country`');
  });

  it('may be written in another format', () => {
    const { properties, ...rest } = { ...ORDER_PLACED, $id: 'urn:shop:orders:order-placed:v1' };
    const report = checkChange({ [placedFile(1)]: `${JSON.stringify({ properties, ...rest })}\n\n` });
    expect(verdictOf(report)).toBe('ok');
    expect(report.events.map(({ change }) => change)).toEqual(['unchanged']);
  });

  it('keeps its words as well', () => {
    const report = checkChange({
      [placedFile(1)]: { ...ORDER_PLACED, $id: 'urn:shop:orders:order-placed:v1', description: 'Other.' },
    });
    expect(kindsOf(report)).toEqual(['edited-version']);
    expect(breachesOf(report)[0]?.message).toContain('only in its words');
    expect(hurtBy(report)).toEqual([]);
  });

  it('is never removed', () => {
    const report = checkChange({ ...placedVersion(2, ORDER_PLACED), [placedFile(1)]: undefined });
    expect(kindsOf(report)).toContain('removed-version');
    expect(hurtBy(report)).toEqual([
      `${SALES} breaks by country, lines.sku`,
      `${MAILS} breaks by orderId, contact.email`,
    ]);
  });

  it('keeps its upcaster', () => {
    const published = { ...placedVersion(2, renamedCountry()), ...castFile('upcast-v1'), ...castFile('downcast-v2') };
    const gone = { [Object.keys(castFile('upcast-v1'))[0] ?? '']: undefined };
    expect(kindsOf(checkChange(gone, published))).toEqual(['removed-upcaster']);
  });
});

describe('An event', () => {
  it('is not removed while somebody reads it', () => {
    const report = checkChange({
      'libs/events/contracts/orders': undefined,
      'services/orders/src/composition.ts': '',
      ...assembly('orders', []),
    });
    expect(kindsOf(report)).toEqual(['removed-event']);
    expect(hurtBy(report)).toHaveLength(2);
  });

  it('may go when nobody reads it', () => {
    const unread = {
      [handlerFile(SALES)]: undefined,
      [handlerFile(MAILS)]: undefined,
      ...assembly('analytics', []),
      ...assembly('notifications', []),
    };
    const gone = {
      'libs/events/contracts/orders': undefined,
      'services/orders/src/composition.ts': '',
      ...assembly('orders', []),
    };
    const report = checkChange(gone, unread);
    expect(verdictOf(report)).toBe('ok');
    expect(report.events.map(({ change }) => change)).toEqual(['removed']);
  });

  it('may be added, from version 1 on', () => {
    const cancelled = { ...ORDER_PLACED, title: 'OrderCancelled', $id: 'urn:shop:orders:order-cancelled:v1' };
    const folder = 'libs/events/contracts/orders/order-cancelled';
    const added = checkChange({ [`${folder}/v1.schema.json`]: cancelled, [`${folder}/v1.example.json`]: {} });
    expect(verdictOf(added)).toBe('ok');
    expect(added.events.map(({ type, change }) => `${type} ${change}`)).toEqual([
      'OrderCancelled added',
      'OrderPlaced unchanged',
    ]);
    const late = checkChange({ [`${folder}/v2.schema.json`]: cancelled, [`${folder}/v2.example.json`]: {} });
    expect(kindsOf(late)).toEqual(['gap']);
  });
});
