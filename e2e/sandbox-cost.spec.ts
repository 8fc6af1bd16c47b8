import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

/** Alarms that an account has free. Source: aws.amazon.com/cloudwatch/pricing */
const FREE_ALARMS = 10;

const STACKS = [
  ['infra', 'platform'],
  ['services/orders', 'orders'],
  ['services/notifications', 'notifications'],
  ['services/analytics', 'analytics'],
] as const;

/** Types of all resources of the synthesized sandbox. */
function resourceTypes(): readonly string[] {
  return STACKS.flatMap(([folder, part]) => {
    const file = new URL(`../${folder}/cdk.out/tidings-default-${part}.template.json`, import.meta.url);
    const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
    return Object.values(template.Resources).map(({ Type }) => Type);
  });
}

describe('a sandbox that does nothing', () => {
  it('has no more alarms than an account has free, and no dear ones', () => {
    const types = resourceTypes();
    expect(types.filter((type) => type === 'AWS::CloudWatch::Alarm').length).toBeLessThanOrEqual(FREE_ALARMS);
    expect(types).not.toContain('AWS::CloudWatch::CompositeAlarm');
  });
});
