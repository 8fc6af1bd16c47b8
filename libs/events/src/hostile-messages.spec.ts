import { describe, expect, it } from 'vitest';
import { ContractViolationError, HostileDocumentError } from './errors.ts';
import { parseEvent, receiveEvent } from './parse-event.ts';
import { CRATE, cratePacked } from './testing/crate-packed.ts';
import { busText, envelopeWith } from './testing/envelope.ts';

const reading = cratePacked.v1.reading('crateId', 'to.door', 'items.sku', 'items.grams', 'note');

/** A message whose data is this text. */
const messageOf = (data: string): string =>
  busText(envelopeWith({ type: 'CratePacked', data: 'DATA' }), { 'detail-type': 'CratePacked' }).replace(
    '"DATA"',
    () => data,
  );

/** The text of a crate with a part of its text replaced. */
const crate = (part: string, by: string): string => JSON.stringify(CRATE).replace(part, () => by);

/** What a message is refused with, in few words; the same however it is read. */
function refusalOf(text: string): unknown {
  const refusals = [parseEvent, receiveEvent].map((read) => {
    try {
      return { taken: read(text, [reading]) };
    } catch (error) {
      if (error instanceof HostileDocumentError) return error.problem;
      return error instanceof ContractViolationError ? `${error.path} ${error.problem}` : error;
    }
  });
  expect(refusals[1]).toEqual(refusals[0]);
  return refusals[0];
}

const levels = (open: string, close: string): string => `${open.repeat(20_000)}1${close.repeat(20_000)}`;

describe('a hostile message to a consumer', () => {
  it.each([
    ['20,000 lists in a declared field', crate('"crate-1"', levels('[', ']')), 'nested deeper than 32'],
    ['20,000 objects in a field that nobody reads', crate('"wax"', levels('{"a":', '}')), 'nested deeper than 32'],
    ['20,000 levels that do not end', crate('"wax"', '{"a":'.repeat(20_000)), 'nested deeper than 32'],
    ['__proto__ in the data', crate('"seal"', '"__proto__":{"polluted":1},"seal"'), 'a key that names the prototype'],
    [
      '__proto__ in a declared object',
      crate('"floor"', '"__proto__":{"polluted":1},"floor"'),
      'a key that names the prototype',
    ],
    [
      '__proto__ in an entry of a declared list',
      crate('"sku"', '"__proto__":{"polluted":1},"sku"'),
      'a key that names the prototype',
    ],
    [
      '__proto__ in other letters',
      crate('"seal"', String.raw`"\u005f_proto\u005f_":{"polluted":1},"seal"`),
      'a key that names the prototype',
    ],
    ['a declared field twice', crate('"seal"', '"crateId":"crate-2","seal"'), 'a key twice in one object'],
    [
      'a declared field twice, once in other letters',
      crate('"seal"', String.raw`"crate\u0049d":"crate-2","seal"`),
      'a key twice in one object',
    ],
    ['a field of an entry twice', crate('"grams":300', '"grams":300,"grams":1'), 'a key twice in one object'],
    ['a string of 1 MB', crate('"wax"', `"${'x'.repeat(1_000_000)}"`), 'longer than 262144 characters'],
    ['a lone surrogate', crate('"wax"', '"\ud800"'), 'a lone surrogate'],
    ['a lone surrogate in other letters', crate('"wax"', String.raw`"\udc00\ud800"`), 'a lone surrogate'],
    ['a lone surrogate in a key', crate('"seal"', String.raw`"\ud800":1,"seal"`), 'a lone surrogate'],
    ['a number that is not JSON', crate('300', '0x10'), 'not JSON'],
    ['NaN', crate('300', 'NaN'), 'not JSON'],
    ['a number of 200,000 digits and then nothing', crate('300', `${'9'.repeat(200_000)}e`), 'not JSON'],
    ['a text behind the message', `${JSON.stringify(CRATE)} {}`, 'not JSON'],
  ])('is refused, and writes to no prototype: %s', (_title, data, problem) => {
    expect(refusalOf(messageOf(data))).toBe(problem);
    expect(({} as Readonly<Record<string, unknown>>)['polluted']).toBeUndefined();
  });

  it('is refused when its lines are of other kinds, however many there are', () => {
    const lists = (entry: string): string => crate('[{"sku"', `[${`${entry},`.repeat(20_000)}{"sku"`);
    expect(refusalOf(messageOf(lists('{}')))).toBe("/data/items/0 must have required property 'sku'");
    expect(refusalOf(messageOf(lists('1')))).toBe('/data/items/0 must be object');
  });

  it('cannot hand over members of every object as if they were data', () => {
    const data = crate('"seal"', '"constructor":1,"toString":2,"hasOwnProperty":3,"seal"');
    const event = parseEvent(messageOf(data), [reading]);
    expect(Object.keys(event.data)).toEqual(['crateId', 'to', 'items', 'note']);
    expect(Object.getPrototypeOf(event.data)).toBe(Object.prototype);
  });

  it('is not repeated in the refusal', () => {
    const key = 'k'.repeat(100_000);
    const refusal = refusalOf(messageOf(crate('"grams"', `"${key}":1,"gramms"`)));
    expect(String(refusal).length).toBeLessThan(400);
  });
});
