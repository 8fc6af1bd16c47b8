import { describe, expect, it } from 'vitest';
import { ContractViolationError, EventTooLargeError } from './errors.ts';
import { parseEvent, receiveEvent } from './parse-event.ts';
import { busText, envelopeWith } from './testing/envelope.ts';
import { parcelWeighed } from './testing/parcel-weighed.ts';
import { toTwinEntries } from './twins.ts';

const bus = { busName: 'tidings-test' };
const { v1, v2, v3 } = parcelWeighed;
const V3 = { version: 3, data: { weightGrams: 300, scale: 'A' } } as const;
const V2 = { version: 2, data: { weight: 300, stops: [], scale: 'A' } } as const;
const V1 = { version: 1, data: { weight: 300, stops: [] } } as const;

const details = (parts: object): readonly unknown[] =>
  toTwinEntries(parcelWeighed, envelopeWith(parts), bus).map(({ Detail }) => JSON.parse(Detail) as unknown);

describe('publishing versions beside one another', () => {
  it('makes an entry of each version that a downcaster leads to, with one id, each saying which there are', () => {
    const publishedAs = [2, 3];
    expect(details(V3)).toEqual([envelopeWith({ ...V3, publishedAs }), envelopeWith({ ...V2, publishedAs })]);
  });

  it('makes one entry, which says nothing of others, where there is no downcaster', () => {
    expect(details(V2)).toEqual([envelopeWith(V2)]);
    expect(details(V1)).toEqual([envelopeWith(V1)]);
  });

  it('refuses data that breaks the newest version before a downcaster sees it', () => {
    const refusal = expect.objectContaining({ name: 'ContractViolationError', path: '/data/weightGrams' });
    expect(() => details({ ...V3, data: { scale: 'A' } })).toThrow(refusal);
  });

  it('refuses a twin that has a field too many, or is too large', () => {
    const extra = { ...V3, data: { ...V3.data, weight: 1 } };
    expect(() => details(extra)).toThrow(ContractViolationError);
    expect(() => details({ ...V3, data: { ...V3.data, scale: 'x'.repeat(210_000) } })).toThrow(EventTooLargeError);
  });
});

describe('receiving one of several twins', () => {
  const outcome = (parts: object, reader: Parameters<typeof receiveEvent>[1][number]): unknown => {
    const received = receiveEvent(busText(envelopeWith(parts)), [reader]);
    return received.outcome === 'twin' ? `handled as ${received.handledAs}` : received.event.data;
  };
  const twins = (publishedAs: readonly number[], parts: object = {}): readonly object[] =>
    [V1, V2, V3, { ...V3, version: 4 }, { ...V3, version: 5 }]
      .filter(({ version }) => publishedAs.includes(version))
      .map((each) => ({ ...each, ...parts, publishedAs }));
  const handled = (publishedAs: readonly number[], reader: Parameters<typeof receiveEvent>[1][number]): unknown =>
    twins(publishedAs).map((twin) => outcome(twin, reader));

  it('hands over each that the reader can read, and passes over the others', () => {
    expect(handled([2, 3], v3)).toEqual([V3.data, V3.data]);
    expect(handled([2, 3], v2)).toEqual([V2.data, 'handled as 2']);
    expect(handled([1, 2, 3], v1.reading('weight'))).toEqual([{ weight: 300 }, { weight: 300 }, 'handled as 2']);
  });

  it('hands over a version that breaks others where the reader reads nothing of what changed', () => {
    expect(outcome(V3, v2.reading('scale'))).toEqual({ scale: 'A' });
    expect(() => outcome(V3, v2.reading('scale', 'stops.depot'))).toThrow('Nothing here reads ParcelWeighed version 3');
    expect(() => outcome(V3, v2)).toThrow('Nothing here reads ParcelWeighed version 3');
    expect(outcome({ ...V3, publishedAs: [2, 3] }, v2.reading('scale'))).toEqual({ scale: 'A' });
    expect(outcome({ ...V3, publishedAs: [2, 3] }, v2.reading('stops'))).toBe('handled as 2');
  });

  it('loses no event of which the code before a deployment gets one twin and the code after it the other', () => {
    const [older, newer] = twins([2, 3]);
    expect([outcome(newer ?? {}, v2), outcome(older ?? {}, v3)]).toEqual(['handled as 2', V3.data]);
    expect([outcome(older ?? {}, v2), outcome(newer ?? {}, v3)]).toEqual([V2.data, V3.data]);
  });

  it('passes over none but those that the reader cannot read, and never all', () => {
    const sets = [
      [1, 2],
      [2, 3],
      [1, 3],
      [1, 2, 3],
      [3, 4],
      [2, 4],
      [4, 5],
      [1, 2, 3, 4, 5],
    ];
    for (const versions of sets) {
      for (const reader of [v1, v2, v3]) {
        const texts = twins(versions).map((twin) => busText(envelopeWith(twin)));
        const outcomes = texts.map((text) => {
          try {
            return receiveEvent(text, [reader]).outcome;
          } catch (error) {
            return error instanceof Error ? 'refused' : error;
          }
        });
        const passed = outcomes.filter((each) => each === 'twin').length;
        const readable = versions.filter((version) => version <= 2 || (version === 3 && reader.version === 3)).length;
        const expected = versions.length - Math.max(readable, 1);
        expect({ versions, reader: reader.version, passed }).toEqual({
          versions,
          reader: reader.version,
          passed: expected,
        });
      }
    }
  });

  it('hands over an event that has no twins, whatever its version', () => {
    expect(outcome(V2, v1)).toEqual(V2.data);
  });

  it('looks at a twin that it passes over no further than its envelope', () => {
    expect(outcome({ ...V3, data: {}, publishedAs: [2, 3] }, v2)).toBe('handled as 2');
  });

  it('refuses a twin from a source that does not own it, and one that is not among those it names', () => {
    const forged = busText(envelopeWith({ ...V2, publishedAs: [2, 3] }), { source: 'forger' });
    expect(() => receiveEvent(forged, [v3])).toThrow('must come from source depots');
    expect(() => outcome({ ...V1, publishedAs: [2, 3] }, v3)).toThrow(
      "at /publishedAs: must list the event's own version, 1",
    );
  });

  it('is no matter to who looks at a single event', () => {
    const text = busText(envelopeWith({ ...V2, publishedAs: [2, 3] }));
    expect(parseEvent(text, [v3]).data).toEqual(V3.data);
  });
});
