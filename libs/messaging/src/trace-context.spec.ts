import { describe, expect, it } from 'vitest';
import { childTraceparent, newTraceparent } from './trace-context.ts';

const FORM = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/u;
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

describe('trace context', () => {
  it('begins a trace of its own each time', () => {
    expect(newTraceparent()).toMatch(FORM);
    expect(newTraceparent()).not.toBe(newTraceparent());
  });

  it('continues a trace with a new span and the same flags', () => {
    const child = childTraceparent(`00-${TRACE}-${SPAN}-00`);
    expect(child).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`, 'u'));
    expect(child).not.toContain(SPAN);
  });

  it.each([
    ['a later version', `01-${TRACE}-${SPAN}-01`],
    ['a later version with more in it', `cc-${TRACE}-${SPAN}-01-what-the-future-will-be-like`],
    ['flags of others', `00-${TRACE}-${SPAN}-ff`],
  ])('continues a trace of %s in its own version, with its own flag', (_, parent) => {
    expect(childTraceparent(parent)).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`, 'u'));
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'trace me'],
    ['capital letters', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ['a trace id of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['a span id of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['a version that is none', `ff-${TRACE}-${SPAN}-01`],
    ['more than its version has', `00-${TRACE}-${SPAN}-01-more`],
    ['a later version with more and no dash', `01-${TRACE}-${SPAN}-01more`],
  ])('begins a new trace after %s', (_, parent) => {
    const child = childTraceparent(parent);
    expect(child).toMatch(FORM);
    expect(child).not.toContain(TRACE);
  });
});
