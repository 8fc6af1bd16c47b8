import { describe, expect, it } from 'vitest';
import { parseJsonBody } from './json-body.ts';

const read = (body: string | undefined, type = 'application/json', isBase64Encoded = false) =>
  parseJsonBody({ body, isBase64Encoded, headers: { 'content-type': type } }, { maxBytes: 100 });

const statusOf = (result: ReturnType<typeof read>): number => (result.ok ? 200 : result.problem.status);

describe('a JSON body', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/merge-patch+json'])(
    'is read when it is of type %s',
    (type) => {
      expect(read('{"a":[1]}', type)).toEqual({ ok: true, value: { a: [1] } });
    },
  );

  it('is read when the gateway has encoded it', () => {
    expect(read(Buffer.from('{"a":"é"}').toString('base64'), 'application/json', true)).toEqual({
      ok: true,
      value: { a: 'é' },
    });
  });

  it.each(['', 'text/plain', 'application/jsonp', 'application/x-www-form-urlencoded'])(
    'is not read as "%s"',
    (type) => {
      expect(statusOf(read('{}', type))).toBe(415);
    },
  );

  it('is limited in bytes, not characters', () => {
    expect(statusOf(read(`"${'x'.repeat(98)}"`))).toBe(200);
    expect(statusOf(read(`"${'é'.repeat(50)}"`))).toBe(413);
  });

  it.each([
    ['nothing', undefined],
    ['half an object', '{"a":'],
    ['a key twice', '{"a":1,"a":2}'],
    ['a prototype', '{"__proto__":{}}'],
    ['too deep a nest', '['.repeat(17) + ']'.repeat(17)],
    ['half a character', '"\\ud800"'],
  ])('is refused when it is %s', (_, body) => {
    expect(statusOf(read(body))).toBe(400);
  });
});
