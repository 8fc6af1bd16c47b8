import { describe, expect, it } from 'vitest';
import { readFault } from './read-fault.ts';

describe('a fault over the wire', () => {
  it('is taken as it came when each member has its type', () => {
    const fault = { kind: 'delay', target: 'orders', delayMs: 5_000, times: 2 };
    expect(readFault(fault)).toEqual(fault);
  });

  it.each([
    [{}, 'kind takes one of'],
    [{ kind: 'earthquake' }, 'kind takes one of'],
    [{ kind: 'delay', delay: 5 }, 'A fault has no delay'],
    [{ kind: 'delay', delayMs: '5' }, 'delayMs takes a whole number'],
    [{ kind: 'crash', target: 5 }, 'target takes a text'],
    [{ kind: 'crash', moment: 'during' }, 'moment takes one of before, after'],
    [{ kind: 'throttle', times: 0.5 }, 'times takes a whole number'],
    [{ kind: 'throttle', constructor: 'x' }, 'A fault has no constructor'],
  ])('is refused as %o', (body, words) => {
    expect(readFault(body)).toContain(words);
  });
});
