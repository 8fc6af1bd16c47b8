import { describe, expect, it } from 'vitest';
import { breachesOf, checkChange, hurtBy, kindsOf, safeIn } from '../testing/check-change.ts';
import {
  assembly,
  castFile,
  EVERY_ORDER,
  handlerFile,
  handlerText,
  ORDER_PLACED,
  placedFile,
  placedVersion,
  renamedCountry,
} from '../testing/planted-shop.ts';
import type { Files } from '../testing/planted-workspace.ts';
import { verdictOf } from './run-check.ts';

const SALES = 'analytics/project-sales';
const MAILS = 'notifications/on-order-placed';

describe('A new version', () => {
  const optionalNote = {
    ...ORDER_PLACED,
    properties: { ...ORDER_PLACED.properties, note: { description: 'What the customer wrote.', type: 'string' } },
  };

  it('passes when it is compatible', () => {
    const report = checkChange(placedVersion(2, optionalNote));
    expect(verdictOf(report)).toBe('ok');
    const added = report.events[0]?.versions.find(({ version }) => version === 2);
    expect(added?.compatibility.map(({ level }) => level)).toEqual(['full']);
    expect(safeIn(report)).toEqual([
      `${SALES}: nothing that it reads changed`,
      `${MAILS}: nothing that it reads changed`,
    ]);
  });

  it('needs an upcaster and a downcaster when it breaks its readers', () => {
    const report = checkChange(placedVersion(2, renamedCountry()));
    expect(kindsOf(report)).toEqual(['missing-upcaster', 'missing-downcast']);
    expect(hurtBy(report)).toContain(`${SALES} breaks by country`);
    expect(safeIn(report)).toEqual([`${MAILS}: nothing that it reads changed`]);
  });

  it('needs its downcaster while a consumer declares the older version', () => {
    const report = checkChange({ ...placedVersion(2, renamedCountry()), ...castFile('upcast-v1') });
    expect(kindsOf(report)).toEqual(['missing-downcast']);
    expect(hurtBy(report)).toEqual([`${SALES} breaks by country`]);
  });

  it('needs its downcaster for a deployed consumer, although this tree has moved it on', () => {
    const report = checkChange({
      ...placedVersion(2, renamedCountry()),
      ...castFile('upcast-v1'),
      [handlerFile(SALES)]: handlerText("orderPlaced.v2.reading('shipsTo', 'lines.sku')"),
    });
    const [breach] = breachesOf(report);
    expect(breach?.consumers.map(({ consumer, where }) => `${consumer} ${where}`)).toEqual([`${SALES} base`]);
    expect(safeIn(report)).toContain(`${SALES}: declares v2 already`);
  });

  it('passes when it is published beside the older one', () => {
    const report = checkChange({
      ...placedVersion(2, renamedCountry()),
      ...castFile('upcast-v1'),
      ...castFile('downcast-v2'),
    });
    expect(verdictOf(report)).toBe('ok');
    expect(safeIn(report)).toEqual([
      `${SALES}: reads v1, which is published beside v2`,
      `${MAILS}: nothing that it reads changed`,
    ]);
  });

  it('blocks consumers that read what stored events do not have', () => {
    const narrowed = {
      ...ORDER_PLACED,
      properties: { ...ORDER_PLACED.properties, country: { type: 'string', enum: ['GB'] } },
    };
    const report = checkChange(placedVersion(2, narrowed));
    expect(kindsOf(report)).toEqual(['missing-upcaster']);
    expect(hurtBy(report)).toEqual([`${SALES} is blocked by country`]);
  });

  it('is held against what is published, not against an edit that comes with it', () => {
    const report = checkChange({
      [placedFile(1)]: { ...renamedCountry(), $id: 'urn:shop:orders:order-placed:v1' },
      ...placedVersion(2, { ...renamedCountry(), description: 'A customer ordered.' }),
    });
    expect(kindsOf(report)).toEqual(['edited-version', 'missing-upcaster', 'missing-downcast']);
  });

  it('is not the version before under another number', () => {
    expect(kindsOf(checkChange(placedVersion(2, ORDER_PLACED)))).toEqual(['identical-version']);
  });
});

describe('A downcaster', () => {
  const published = { ...placedVersion(2, renamedCountry()), ...castFile('upcast-v1'), ...castFile('downcast-v2') };
  const moved = { [handlerFile(SALES)]: handlerText("orderPlaced.v2.reading('shipsTo', 'lines.sku')") };
  const retirable = (change: Files, before: Files): readonly number[] | undefined =>
    checkChange(change, before).events[0]?.retirable;

  it('can go when no consumer needs the older version, here or deployed', () => {
    expect(retirable({}, published)).toEqual([]);
    expect(retirable(moved, published)).toEqual([]);
    expect(retirable({}, { ...published, ...moved })).toEqual([2]);
  });

  it('is not told to go when rules are not judged, which may need it', () => {
    const report = checkChange({}, { ...published, ...moved }, { rules: false });
    expect(report.events[0]?.retirable).toEqual([]);
  });

  it('stays for a rule that takes the older version only', () => {
    const pattern = { ...EVERY_ORDER, detail: { data: { country: ['GB'] } } };
    const rule = assembly('analytics', [{ consumer: SALES, pattern }]);
    expect(retirable({}, { ...published, ...moved, ...rule })).toEqual([]);
  });

  it('is not asked for by a new consumer, who can declare the newer version', () => {
    const { [Object.keys(castFile('downcast-v2'))[0] ?? '']: _gone, ...retired } = { ...published, ...moved };
    const report = checkChange({ [handlerFile(MAILS)]: handlerText("orderPlaced.v1.reading('country')") }, retired);
    expect(breachesOf(report)[0]?.whatToDo).toContain('Declare v2 in the consumers below.');
  });
});
