import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RUNBOOKS } from './alarms.ts';
import { PlatformStack } from './platform-stack.ts';
import { retentionDays } from './retention.ts';
import { StageNameError, stageSettings } from './stage.ts';
import { auditKeeping } from './testing/audit-keeping.ts';
import { synthesize, type Synthesized } from './testing/synthesize.ts';
import { ofType } from './testing/template.ts';

function platform(stageName: string, validate = false): Synthesized {
  return synthesize({ make: (app) => new PlatformStack(app, stageSettings(stageName)), handlers: [], validate });
}

const { template } = platform('alice');

describe('the platform of a stage', () => {
  it('has a bus of the one fixed name, archived for 90 days', () => {
    expect(ofType(template, 'AWS::Events::EventBus').map(([, { Name }]) => Name)).toEqual(['tidings-alice']);
    expect(ofType(template, 'AWS::Events::Archive').map(([, { RetentionDays }]) => RetentionDays)).toEqual([90]);
  });

  it('passes on where the bus is, whose tokens count and who sends mail', () => {
    const shared = ofType(template, 'AWS::SSM::Parameter').map(([, { Name, Value }]) => [Name, Value]);
    expect(Object.fromEntries(shared)).toEqual({
      '/tidings/alice/bus/name': { Ref: 'Bus' },
      '/tidings/alice/bus/arn': { 'Fn::GetAtt': ['Bus', 'Arn'] },
      '/tidings/alice/auth/issuer': { Ref: 'AuthIssuer' },
      '/tidings/alice/auth/audience': { Ref: 'AuthAudience' },
      '/tidings/alice/mail/from': { Ref: 'MailFrom' },
    });
  });

  it.each([
    ['orders@example.com', true],
    ['The Shop <orders@example.com>', false],
    ['example.com', false],
    ['orders@eu@example.com', false],
    ['orders@', false],
  ])('takes for an address to send mail from %s: %s', (address, isTaken) => {
    const pattern = String(template.Parameters?.['MailFrom']?.['AllowedPattern']);
    expect(new RegExp(pattern, 'u').test(address)).toBe(isTaken);
  });

  it(
    'has a topic for alarms where somebody is on call, that only alarms of the account publish to',
    { timeout: 60_000 },
    () => {
      const { template: production } = platform('prod');
      expect(ofType(template, 'AWS::SNS::Topic')).toEqual([]);
      expect(ofType(production, 'AWS::SNS::Topic')).toHaveLength(1);
      expect(JSON.stringify(ofType(production, 'AWS::SNS::TopicPolicy'))).toContain(
        '"aws:SourceAccount":{"Ref":"AWS::AccountId"}',
      );
      expect(ofType(production, 'AWS::SSM::Parameter').map(([, { Name }]) => Name)).toContain(
        '/tidings/prod/alarms/topic/arn',
      );
    },
  );

  it('keeps in production what a sandbox lets go', { timeout: 60_000 }, () => {
    expect(auditKeeping(platform('prod').template, stageSettings('prod'))).toEqual([]);
    expect(auditKeeping(template, stageSettings('alice'))).toEqual([]);
  });

  it('leaves nothing for cdk-nag and the template checks to say', { timeout: 60_000 }, () => {
    expect(platform('prod', true).findings).toEqual([]);
  });
});

describe('a stage', () => {
  it.each(['prod', 'staging'])('keeps its data when it is %s', (name) => {
    expect(stageSettings(name).keep).toBe(true);
  });

  it.each(['default', 'alice', 'pr-42'])('goes away when it is the sandbox %s', (name) => {
    expect(stageSettings(name).keep).toBe(false);
  });

  it.each(['', 'Alice', '42', 'a/b', 'a-name-of-over-twenty-letters'])('is not called "%s"', (name) => {
    expect(() => stageSettings(name)).toThrow(StageNameError);
  });
});

describe('the retention table', () => {
  it('gives a reason for every kind of thing that holds data', () => {
    for (const { reason } of Object.values(retentionDays)) expect(reason.length).toBeGreaterThan(20);
  });
});

describe('a runbook', () => {
  it.each(RUNBOOKS)('is a page: %s', (name) => {
    expect(existsSync(new URL(`../../docs/runbooks/${name}.md`, import.meta.url))).toBe(true);
  });
});
