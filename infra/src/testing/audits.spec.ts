import { describe, expect, it } from 'vitest';
import { stageSettings } from '../stage.ts';
import { auditGrants } from './audit-grants.ts';
import { auditHops } from './audit-hops.ts';
import { auditKeeping } from './audit-keeping.ts';
import { parcels } from './parcels.ts';
import { permissionsOf } from './permissions.ts';
import { synthesize } from './synthesize.ts';
import { NotInTemplateError, type Template } from './template.ts';

const sandbox = stageSettings('alice');
const { text } = synthesize(parcels('alice'));

/** The good template with every match of a text replaced; a match there must be. */
function spoiled(search: string | RegExp, replacement: string): Template {
  const changed = text.replace(search, replacement);
  expect(changed).not.toBe(text);
  return JSON.parse(changed) as Template;
}

/** The good template without the resources of one type. */
function without(type: string): Template {
  const template = JSON.parse(text) as Template;
  return {
    ...template,
    Resources: Object.fromEntries(Object.entries(template.Resources).filter(([, { Type }]) => Type !== type)),
  };
}

function problems(template: Template): string {
  return [...auditHops(template), ...auditGrants(template, 'parcels'), ...auditKeeping(template, sandbox)].join('\n');
}

describe('the audits of a template', () => {
  it('find nothing in a service built of the constructs', () => {
    expect(problems(JSON.parse(text) as Template)).toBe('');
  });

  it.each([
    ['an action with a wildcard', '"sqs:ReceiveMessage"', '"sqs:*"', 'action sqs:*'],
    ['events of any source', '"events:source": "parcels"', '"events:source": "orders"', 'events of any source'],
    ['plain HTTP', /"aws:SecureTransport": "false"/g, '"aws:SecureTransport": "true"', 'plain HTTP'],
    [
      'a queue open to another service',
      /"Service": "events.amazonaws.com"/g,
      '"Service": "sns.amazonaws.com"',
      'open to more than its rule',
    ],
    ['a dead-letter queue of a week', /1209600/g, '604800', 'without a dead-letter queue of 14 days'],
    [
      'a visibility of one time-out',
      '"VisibilityTimeout": 180',
      '"VisibilityTimeout": 30',
      'visibility under six time-outs',
    ],
    ['too few receives', '"maxReceiveCount": 5', '"maxReceiveCount": 1', 'fewer than five receives'],
    ['whole batches failing', /"ReportBatchItemFailures"/g, '"Nothing"', 'no partial failures'],
    [
      'records as old as the stream',
      '"MaximumRecordAgeInSeconds": 21600',
      '"MaximumRecordAgeInSeconds": 86400',
      'records may age',
    ],
    ['no bisect', '"BisectBatchOnFunctionError": true', '"BisectBatchOnFunctionError": false', 'no bisect'],
    ['a handler woken by marks', '\\"commit\\"', '\\"mark\\"', 'more than commits'],
    ['an alarm nobody can look up', /docs\/runbooks\/stream-failures\.md/, 'the wiki', 'an alarm without a runbook'],
    ['a log kept for ever', '"RetentionInDays": 3', '"RetentionInYears": 3', 'kept forever days, not 3'],
    ['data left behind by a sandbox', /"DeletionPolicy": "Delete"/g, '"DeletionPolicy": "Retain"', 'not Delete'],
    ['a table of a fixed name', '"BillingMode"', '"TableName": "parcels", "BillingMode"', 'a fixed TableName'],
    ['a table paid by the hour', '"PAY_PER_REQUEST"', '"PROVISIONED"', 'not on demand'],
    ['a custom resource', '"AWS::SSM::Parameter"', '"Custom::Parameter"', 'a custom resource'],
    ['an export', '"Outputs": {', '"Outputs": { "X": { "Export": { "Name": "x" } },', 'an export'],
  ])('name %s', (...[, search, replacement, problem]) => {
    expect(problems(spoiled(search, replacement))).toContain(problem);
  });

  it('name a grant on every resource', () => {
    expect(
      problems(
        spoiled(
          /"Resource": \[\s*\{\s*"Fn::GetAtt": \[\s*"ParcelsTable\w+",\s*"Arn"\s*\]\s*\}\s*\]/,
          '"Resource": ["*"]',
        ),
      ),
    ).toContain('on *');
  });

  it('name every dead-letter queue without an alarm', () => {
    expect(problems(without('AWS::CloudWatch::Alarm')).match(/: no alarm/g)).toHaveLength(2);
  });

  it('refuse to say what a handler may do that is not there', () => {
    expect(() => permissionsOf(JSON.parse(text) as Template, 'on-nothing')).toThrow(NotInTemplateError);
  });
});
