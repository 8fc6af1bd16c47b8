import { CfnArchive, CfnEventBus } from 'aws-cdk-lib/aws-events';
import { CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { CfnParameter as CfnSsmParameter } from 'aws-cdk-lib/aws-ssm';
import { CfnParameter, type CfnParameterProps, Stack, type App } from 'aws-cdk-lib/core';
import { busName, parameterName, stackName, type SharedParameter } from './names.ts';
import { applyRetention, daysOf } from './retention.ts';
import type { StageSettings } from './stage.ts';

/** No display name: policies name the address and its domain, which is what follows the one `@`. */
const PLAIN_ADDRESS = '^[^@\\s<>"]+@[^@\\s<>"]+$';

/** What every service of a stage shares: the bus, its archive, whose tokens and whose mail address count, and the alarms' topic. */
export class PlatformStack extends Stack {
  readonly #stage: StageSettings;

  constructor(app: App, stage: StageSettings) {
    const name = stackName(stage.name, 'platform');
    super(app, name, {
      stackName: name,
      description: `Tidings: the platform of stage ${stage.name}.`,
      terminationProtection: stage.keep,
      tags: { 'tidings:stage': stage.name, 'tidings:service': 'platform' },
    });
    this.#stage = stage;
    this.#makeBus();
    this.#passOn('AuthIssuer', 'auth/issuer', { description: 'URL of the issuer whose tokens the APIs accept.' });
    this.#passOn('AuthAudience', 'auth/audience', {
      description: "Audience, or Cognito's client id, that tokens must carry.",
    });
    this.#passOn('MailFrom', 'mail/from', {
      description: 'Plain address mail is sent from; SES must have verified it or its domain.',
      allowedPattern: PLAIN_ADDRESS,
      constraintDescription: 'must be an address alone, such as orders@example.com',
    });
    if (stage.keep) this.#makeAlarmTopic();
  }

  #makeBus(): void {
    const bus = new CfnEventBus(this, 'Bus', {
      name: busName(this.#stage.name),
      description: 'Everything the services tell each other.',
    });
    applyRetention(bus, this.#stage);
    const days = daysOf('archive', this.#stage);
    const archive = new CfnArchive(this, 'Archive', {
      description: 'Every event on the bus, for an emergency replay.',
      sourceArn: bus.attrArn,
      ...(days === 'forever' ? {} : { retentionDays: days }),
    });
    applyRetention(archive, this.#stage);
    this.#share('BusName', 'bus/name', bus.ref);
    this.#share('BusArn', 'bus/arn', bus.attrArn);
  }

  #passOn(id: string, parameter: SharedParameter, asked: CfnParameterProps): void {
    const value = new CfnParameter(this, id, { type: 'String', minLength: 1, ...asked });
    this.#share(`${id}Shared`, parameter, value.valueAsString);
  }

  #share(id: string, parameter: SharedParameter, value: string): void {
    new CfnSsmParameter(this, `${id}Parameter`, {
      name: parameterName(this.#stage.name, parameter),
      type: 'String',
      value,
    });
  }

  #makeAlarmTopic(): void {
    const topic = new CfnTopic(this, 'Alarms', {});
    const ownAlarms = { StringEquals: { 'aws:SourceAccount': this.account } };
    new CfnTopicPolicy(this, 'AlarmsPolicy', {
      topics: [topic.ref],
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: topic.ref,
            Condition: ownAlarms,
          },
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'sns:Publish',
            Resource: topic.ref,
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    });
    this.#share('AlarmTopicArn', 'alarms/topic/arn', topic.ref);
  }
}
