import type { Template, TemplateResource } from './template.ts';

/** One function of a trial template, with what leads to it and what it may do. */
export interface TrialFunction {
  readonly name: string;
  /** Pattern of the rule whose queue it polls. */
  readonly pattern?: unknown;
  /** Logical id of the table whose stream it reads. */
  readonly reads?: string;
  readonly statements?: readonly { readonly Action: readonly string[]; readonly Resource: unknown }[];
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** `Fn::GetAtt` of a resource's ARN. */
export function arn(logicalId: string): object {
  return { 'Fn::GetAtt': [logicalId, 'Arn'] };
}

/** A template with tables, and functions fed by rules or streams. */
export function trialTemplate(tables: readonly string[], functions: readonly TrialFunction[]): Template {
  const made = tables.map((table): [string, TemplateResource] => [table, { Type: 'AWS::DynamoDB::Table' }]);
  return { Resources: Object.fromEntries([...made, ...functions.flatMap((each) => resourcesOf(each))]) };
}

function resourcesOf({ name, pattern, reads, statements = [], metadata }: TrialFunction): [string, TemplateResource][] {
  const Statement = statements.map((statement) => ({ Effect: 'Allow', ...statement }));
  const Policies = [{ PolicyName: 'function', PolicyDocument: { Statement } }];
  const mapping = (source: unknown): TemplateResource => ({
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { EventSourceArn: source, FunctionName: { Ref: name } },
  });
  return [
    [`${name}Role`, { Type: 'AWS::IAM::Role', Properties: { Policies } }],
    [
      name,
      {
        Type: 'AWS::Lambda::Function',
        Properties: { Role: arn(`${name}Role`), Runtime: 'nodejs24.x' },
        ...(metadata === undefined ? {} : { Metadata: metadata }),
      },
    ],
    ...(reads === undefined
      ? []
      : [[`${name}Stream`, mapping({ 'Fn::GetAtt': [reads, 'StreamArn'] })] as [string, TemplateResource]]),
    ...(pattern === undefined ? [] : ruleTo(name, pattern, mapping(arn(`${name}Queue`)))),
  ];
}

function ruleTo(name: string, pattern: unknown, mapping: TemplateResource): [string, TemplateResource][] {
  return [
    [
      `${name}Rule`,
      {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventBusName: { Ref: 'BusName' },
          EventPattern: pattern,
          Targets: [{ Arn: arn(`${name}Queue`) }],
        },
      },
    ],
    [`${name}Queue`, { Type: 'AWS::SQS::Queue' }],
    [`${name}Mapping`, mapping],
  ];
}
