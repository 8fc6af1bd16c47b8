import { CfnParameter, Stack, type App } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { parameterName, stackName, type SharedParameter } from './names.ts';
import type { StageSettings } from './stage.ts';

/** What a service's stack is told by its entry. */
export interface ServiceStackProps {
  /** The service's name: its event source, its stack's last word. */
  readonly service: string;
  readonly stage: StageSettings;
  /** Directory holding one folder per built handler. */
  readonly bundles: string;
}

/** A construct of this folder was made outside a `ServiceStack`. */
export class NotInServiceStackError extends Error {
  override readonly name = 'NotInServiceStackError';

  constructor(path: string) {
    super(`"${path}" belongs into a ServiceStack, which tells it its service and its stage.`);
  }
}

/** One service's stack: deployed alone, finding the rest of its stage by SSM parameters. */
export class ServiceStack extends Stack {
  readonly service: string;
  readonly stage: StageSettings;
  readonly bundles: string;
  readonly alarms: Alarms;
  readonly #parameters = new Map<SharedParameter, CfnParameter>();

  constructor(app: App, { service, stage, bundles }: ServiceStackProps) {
    const name = stackName(stage.name, service);
    super(app, name, {
      stackName: name,
      description: `Tidings: the ${service} service, stage ${stage.name}.`,
      terminationProtection: stage.keep,
      tags: { 'tidings:stage': stage.name, 'tidings:service': service },
    });
    this.service = service;
    this.stage = stage;
    this.bundles = bundles;
    this.alarms = new Alarms(this, stage, () => this.shared('alarms/topic/arn'));
  }

  /**
   * The service's stack around a construct.
   * @throws {NotInServiceStackError} there is another stack, or none, around it.
   */
  static around(scope: Construct): ServiceStack {
    const stack = Stack.of(scope);
    if (!(stack instanceof ServiceStack)) throw new NotInServiceStackError(scope.node.path);
    return stack;
  }

  /** The value, at deployment, of a parameter that another stack of this stage has written. */
  shared(parameter: SharedParameter): string {
    const known = this.#parameters.get(parameter);
    if (known) return known.valueAsString;
    const created = new CfnParameter(this, logicalId(parameter), {
      type: 'AWS::SSM::Parameter::Value<String>',
      default: parameterName(this.stage.name, parameter),
      description: `Written by another stack of stage ${this.stage.name}.`,
    });
    this.#parameters.set(parameter, created);
    return created.valueAsString;
  }
}

function logicalId(parameter: SharedParameter): string {
  return parameter
    .split('/')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
