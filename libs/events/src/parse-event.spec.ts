import { describe, expect, it } from 'vitest';
import { ContractViolationError, HostileDocumentError, UnknownEventError } from './errors.ts';
import { parseEvent } from './parse-event.ts';
import { busText, envelopeWith } from './testing/envelope.ts';
import { parcelWeighed } from './testing/parcel-weighed.ts';

const { v1, v2, v3 } = parcelWeighed;

/** What a text is refused with: the error's fields, so that no other failure passes for it. */
function refusalOf(text: string, versions: Parameters<typeof parseEvent>[1] = [v1]): unknown {
  try {
    return parseEvent(text, versions);
  } catch (error) {
    if (error instanceof ContractViolationError) return { type: error.type, path: error.path, problem: error.problem };
    if (error instanceof UnknownEventError) return { unknown: error.type, version: error.version, known: error.known };
    if (error instanceof HostileDocumentError) return { hostile: error.problem };
    throw error;
  }
}

describe('parseEvent', () => {
  it('hands over the envelope as it was published', () => {
    const envelope = envelopeWith({});
    expect(parseEvent(busText(envelope), [v1])).toEqual(envelope);
  });

  it('keeps the mark of a replay, and marks what the archive sends again', () => {
    const marked = parseEvent(busText(envelopeWith({ replay: 'ours' }), { 'replay-name': 'archive' }), [v1]);
    const archived = parseEvent(busText(envelopeWith({}), { 'replay-name': 'archive' }), [v1]);
    expect([marked.replay, archived.replay]).toEqual(['ours', 'archive']);
  });

  it.each([
    ['id', { id: 'no-position' }, '/id'],
    ['occurredAt', { occurredAt: '2026-01-05T09:30:00+01:00' }, '/occurredAt'],
    ['traceparent', { traceparent: 'none' }, '/traceparent'],
    ['hops', { hops: -1 }, '/hops'],
    ['version', { version: 0 }, '/version'],
    ['data', { data: [] }, '/data'],
  ])('refuses an envelope whose %s is wrong', (_field, parts, path) => {
    expect(refusalOf(busText(envelopeWith(parts as object)))).toMatchObject({ path });
  });

  it('names what is wrong with the data', () => {
    const text = busText(envelopeWith({ data: { weight: 'heavy' } }));
    expect(refusalOf(text)).toEqual({ type: 'ParcelWeighed', path: '/data/weight', problem: 'must be number' });
  });

  it('refuses an event of a type that nobody declares', () => {
    const text = busText(envelopeWith({ type: 'ParcelLost' }));
    expect(refusalOf(text)).toEqual({ unknown: 'ParcelLost', version: 1, known: ['ParcelWeighed version 1'] });
  });

  it('refuses an event from a source that does not own it', () => {
    const problem = { type: 'ParcelWeighed', path: '', problem: 'must come from source depots' };
    expect(refusalOf(busText(envelopeWith({}), { source: 'forger' }))).toEqual(problem);
  });

  it('refuses an event that calls itself otherwise than its entry does', () => {
    const problem = { type: 'ParcelWeighed', path: '/type', problem: 'must be what detail-type says' };
    expect(refusalOf(busText(envelopeWith({}), { 'detail-type': 'ParcelLost' }))).toEqual(problem);
  });

  it.each(['[]', '"text"', 'null', '7'])('refuses %s, which is no event', (text) => {
    expect(refusalOf(text)).toEqual({ type: '', path: '', problem: 'must be an object' });
  });
});

describe('versions', () => {
  const inVersion = (version: number, data: object): string => busText(envelopeWith({ version, data }));

  it('brings data of an earlier version up to the one that the reader declares', () => {
    const event = parseEvent(inVersion(1, { weight: 300, stops: [] }), [v3]);
    expect([event.version, event.data]).toEqual([3, { weightGrams: 300, scale: 'unknown' }]);
  });

  it('hands a reader of version 1 a compatible version 2 as it is', () => {
    const data = { weight: 300, stops: [], scale: 'A' };
    const event = parseEvent(inVersion(2, data), [v1]);
    expect([event.version, event.data]).toEqual([2, data]);
  });

  it('refuses a version that breaks what the reader declares', () => {
    const text = inVersion(3, { weightGrams: 300, scale: 'A' });
    expect(refusalOf(text, [v2])).toEqual({ unknown: 'ParcelWeighed', version: 3, known: ['ParcelWeighed version 2'] });
  });

  it('checks data against the schema of its own version', () => {
    const text = inVersion(3, { weight: 300 });
    expect(refusalOf(text, [v3])).toEqual({
      type: 'ParcelWeighed',
      path: '/data/weightGrams',
      problem: 'must be number',
    });
  });

  it('checks a version later than any it knows against the newest', () => {
    const event = parseEvent(inVersion(9, { weightGrams: 300, scale: 'A' }), [v3]);
    expect(event.version).toBe(9);
    expect(refusalOf(inVersion(9, { weight: 300 }), [v3])).toMatchObject({ path: '/data/weightGrams' });
  });
});

describe('a hostile message', () => {
  it('is not repeated in the refusal', () => {
    const text = busText(envelopeWith({ type: 'x'.repeat(100_000) }));
    expect(JSON.stringify(refusalOf(text)).length).toBeLessThan(300);
  });
});
