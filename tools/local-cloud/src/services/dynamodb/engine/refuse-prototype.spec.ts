import { describe, expect, it } from 'vitest';
import { NotImplementedLocallyError } from '../../../core/aws-error.ts';
import { refusePrototype } from './refuse-prototype.ts';

describe('an attribute called __proto__', () => {
  it.each([
    '{"Item":{"__proto__":{"S":"a"}}}',
    '{"Item":{"a":{"L":[{"M":{"__proto__":{"N":"1"}}}]}}}',
    '{"RequestItems":{"t":[{"PutRequest":{"Item":{"__proto__":{"S":"a"}}}}]}}',
    '{"ExpressionAttributeNames":{"#p":"__proto__"}}',
    '{"KeySchema":[{"AttributeName":"__proto__","KeyType":"HASH"}]}',
  ])('is refused by name in %s', (text) => {
    const refuse = (): void => refusePrototype(JSON.parse(text) as Record<string, unknown>);
    expect(refuse).toThrow(NotImplementedLocallyError);
    expect(refuse).toThrow('an attribute called __proto__');
  });

  it('is told from a value of that text, and from other members of every object', () => {
    expect(() => refusePrototype({ Item: { constructor: { S: '__proto__' } } })).not.toThrow(Error);
  });
});
