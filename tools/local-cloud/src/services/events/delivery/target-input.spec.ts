import { describe, expect, it } from 'vitest';
import type { EventRecord, InputTransformer, Rule, Target } from '../state.ts';
import { DeliveryError } from './delivery-error.ts';
import { targetInput } from './target-input.ts';

const event = {
  version: '0',
  id: 'e-1',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  account: '123456789012',
  time: '2015-11-11T21:29:54Z',
  region: 'us-east-1',
  resources: ['arn:aws:ec2:us-east-1:123456789012:instance/i-abcd1111'],
  detail: {
    'instance-id': 'i-0123456789',
    state: 'RUNNING',
    count: 3,
    on: true,
    tags: [{ k: 'a' }, { k: 'b' }],
    owner: { name: 'Ada' },
  },
};
const record: EventRecord = { id: 'e-1', text: JSON.stringify(event), time: 0, receivedAt: Date.UTC(2026, 0, 2) };
const rule: Rule = {
  name: 'example',
  arn: 'arn:aws:events:us-east-1:123456789012:rule/example',
  busName: 'default',
  eventPattern: '{}',
  pattern: [],
  enabled: true,
  description: undefined,
  roleArn: undefined,
  targets: new Map(),
};
const paths = { instance: '$.detail.instance-id', state: '$.detail.state' };

const inputOf = (target: Partial<Target>): string => targetInput({ Id: 't', Arn: 'a', ...target }, record, rule);
const filled = (InputTemplate: string, InputPathsMap: InputTransformer['InputPathsMap'] = paths): string =>
  inputOf({ InputTransformer: { InputPathsMap, InputTemplate } });

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
describe('the input of a target', () => {
  it('is the whole event unless told otherwise', () => {
    expect(inputOf({})).toBe(record.text);
  });

  it('is a constant', () => {
    expect(inputOf({ Input: '{"a":1}' })).toBe('{"a":1}');
  });

  it.each([
    ['$', event],
    ['$.detail.state', 'RUNNING'],
    ['$.detail.tags[1].k', 'b'],
    ['$.detail.tags[*].k', ['a', 'b']],
    ['$.detail.owner', { name: 'Ada' }],
    ['$.detail.none', null],
  ])('is the part at %s', (InputPath, expected) => {
    expect(JSON.parse(inputOf({ InputPath }))).toEqual(expected);
  });

  it.each([
    ['"instance <instance> is in <state>"', '"instance i-0123456789 is in RUNNING"'],
    [String.raw`"instance \"<instance>\" is in <state>"`, String.raw`"instance \"i-0123456789\" is in RUNNING"`],
    ['{\n  "instance" : <instance>,\n  "state": <state>\n}', '{"instance":"i-0123456789","state":"RUNNING"}'],
    ['{"instance": <instance>, "state": "<state>"}', '{"instance":"i-0123456789","state":"RUNNING"}'],
    ['{"state": [ 9, <state>, true ], "Transformed" : "Yes"}', '{"state":[9,"RUNNING",true],"Transformed":"Yes"}'],
    ['"<aws.events.rule-name> triggered"', '"example triggered"'],
    ['{"arn":<aws.events.rule-arn>}', '{"arn":"arn:aws:events:us-east-1:123456789012:rule/example"}'],
    ['{"at":<aws.events.event.ingestion-time>}', '{"at":"2026-01-02T00:00:00.000Z"}'],
    ['"<unknown> stays"', '"<unknown> stays"'],
  ])('is what the template %s gives', (template, expected) => {
    expect(filled(template)).toBe(expected);
  });

  it('keeps numbers, booleans, objects and lists outside of strings', () => {
    const map = { n: '$.detail.count', b: '$.detail.on', o: '$.detail.owner', l: '$.detail.tags[*].k' };
    expect(filled('{"n":<n>,"b":<b>,"o":<o>,"l":<l>}', map)).toBe('{"n":3,"b":true,"o":{"name":"Ada"},"l":["a","b"]}');
  });

  it('leaves out a variable whose path finds nothing', () => {
    expect(filled('"state <missing>."', { missing: '$.detail.none' })).toBe('"state ."');
    expect(filled('{"a":<missing>}', { missing: '$.detail.none' })).toBe('{"a":""}');
  });

  it('drops the quotes of an object inside of a string', () => {
    expect(filled('"owner <o>"', { o: '$.detail.owner' })).toBe('"owner {name:Ada}"');
  });

  it('offers the event with its detail and without', () => {
    const { detail: _detail, ...rest } = event;
    expect(JSON.parse(filled('{"e":<aws.events.event>}'))).toEqual({ e: rest });
    expect(JSON.parse(filled('{"e":<aws.events.event.json>}'))).toEqual({ e: event });
  });

  it('fails when the result is no JSON', () => {
    expect(() => filled('instance <instance>')).toThrow(DeliveryError);
  });
});
