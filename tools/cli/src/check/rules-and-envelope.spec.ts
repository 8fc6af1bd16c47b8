import { describe, expect, it } from 'vitest';
import { breachesOf, checkChange } from '../testing/check-change.ts';
import {
  assembly,
  castFile,
  EVERY_ORDER,
  handlerFile,
  handlerText,
  ORDER_PLACED,
  placedFile,
  type PlainSchema,
  placedVersion,
  renamedCountry,
  shopFiles,
} from '../testing/planted-shop.ts';
import { verdictOf } from './run-check.ts';

const SALES = 'analytics/project-sales';
const MAILS = 'notifications/on-order-placed';
const ENVELOPE = 'libs/events/src/envelope.schema.json';

describe('A rule', () => {
  const british = { ...EVERY_ORDER, detail: { data: { country: ['GB'] } } };
  const onCountry = assembly('analytics', [{ consumer: SALES, pattern: british }]);
  const breaking = { ...placedVersion(2, renamedCountry()), ...castFile('upcast-v1') };

  it('breaks by a field that a new version has no more', () => {
    const report = checkChange(
      { ...breaking, ...onCountry, [handlerFile(SALES)]: handlerText('orderPlaced.v1.reading()') },
      onCountry,
    );
    const rules = breachesOf(report).flatMap((breach) => breach.rules);
    expect(rules.map(({ logicalId, clause }) => `${logicalId} ${clause}`)).toEqual(['Rule0 detail.data.country']);
    expect(verdictOf(report)).toBe('breaking');
  });

  it('breaks by an edit of the version that it takes', () => {
    const { country: _gone, ...properties } = ORDER_PLACED.properties;
    const edited = { ...ORDER_PLACED, $id: 'urn:shop:orders:order-placed:v1', required: ['orderId'], properties };
    const report = checkChange({ [placedFile(1)]: edited, ...onCountry }, onCountry);
    const rules = breachesOf(report).flatMap((breach) => breach.rules);
    expect(rules.map(({ logicalId, clause }) => `${logicalId} ${clause}`)).toEqual(['Rule0 detail.data.country']);
    expect(report.problems).toEqual([]);
  });

  it('goes on when the version that it takes is published beside the new one', () => {
    const report = checkChange({ ...breaking, ...castFile('downcast-v2'), ...onCountry }, onCountry);
    expect(verdictOf(report)).toBe('ok');
  });
});

describe('The envelope', () => {
  const envelope = shopFiles()[ENVELOPE] as PlainSchema;

  it('may gain an optional member', () => {
    const report = checkChange({
      [ENVELOPE]: { ...envelope, properties: { ...envelope.properties, publishedAs: { type: 'array' } } },
    });
    expect(verdictOf(report)).toBe('ok');
  });

  it('breaks everyone when a member becomes required', () => {
    const report = checkChange({
      [ENVELOPE]: {
        ...envelope,
        required: [...envelope.required, 'hops'],
        properties: { ...envelope.properties, hops: { type: 'integer' } },
      },
    });
    expect(report.envelope?.reasons.map(({ reason }) => reason).join('\n')).toContain('`hops`');
    expect(report.envelope?.consumers.map(({ consumer }) => consumer)).toEqual([SALES, MAILS]);
    expect(verdictOf(report)).toBe('breaking');
  });
});
