import { describe, expect, it } from 'vitest';
import { OutputLines } from './output-lines.ts';

/** What is heard of output that comes in these pieces. */
function heardOf(pieces: readonly (string | Buffer)[], { ends = false } = {}): readonly string[] {
  const heard: string[] = [];
  const output = new OutputLines('secret', {
    onLine: (line) => heard.push(line),
    onEndOfTurn: () => heard.push('(end of turn)'),
  });
  for (const piece of pieces) output.add(Buffer.from(piece));
  if (ends) output.end();
  return heard;
}

describe('OutputLines', () => {
  it('makes lines of pieces that are cut anywhere', () => {
    const bytes = Buffer.from('one\nčtwo\0secretLa\nb\0\nthree\0secretE\0');
    const expected = ['one', 'čtwo', 'a\nb', 'three', '(end of turn)'];
    for (let cut = 0; cut <= bytes.length; cut += 1)
      expect(heardOf([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(expected);
    expect(heardOf([...bytes].map((byte) => Buffer.from([byte])))).toEqual(expected);
  });

  it('keeps a line without an end until the turn or the process ends', () => {
    expect(heardOf(['half'])).toEqual([]);
    expect(heardOf(['half\0secretE\0'])).toEqual(['half', '(end of turn)']);
    expect(heardOf(['half'], { ends: true })).toEqual(['half']);
  });

  it('takes a frame with another token for text', () => {
    expect(heardOf(['\0guessE\0\n'])).toEqual(['\0guessE\0']);
  });

  it('tells of a frame that is longer than a log event may be before it ends', () => {
    const begun = heardOf(['\0secretL', 'x'.repeat(300_000)]).map(({ length }) => length);
    expect(begun).toEqual([262_118]);
    const whole = heardOf(['\0secretL', 'x'.repeat(300_000), 'y\0z\n']).map(({ length }) => length);
    expect(whole).toEqual([262_118, 37_883, 1]);
  });

  it('tells what a process had of a frame when it ended', () => {
    expect(heardOf(['\0secretLhalf'], { ends: true })).toEqual(['half']);
  });

  it('cuts a line that is longer than a log event may be', () => {
    const lengths = heardOf([`${'x'.repeat(600_000)}\n`]).map(({ length }) => length);
    expect(lengths).toEqual([262_118, 262_118, 75_764]);
  });
});
