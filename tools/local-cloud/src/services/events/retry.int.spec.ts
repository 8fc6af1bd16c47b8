import { afterEach, describe, expect, it } from 'vitest';
import { type RunningCloud, startCloud } from '../../cloud.ts';
import { AwsError } from '../../core/aws-error.ts';
import type { Json } from '../../core/aws-error.ts';
import { OPERATOR } from '../../core/principal.ts';
import type { ServiceFactory } from '../../core/service.ts';
import { makeSqsService } from '../sqs/index.ts';
import { makeEventsService } from './index.ts';

const HOUR_MS = 3_600_000;

/** Stands where Lambda stands and answers `Too many requests` the first `failures` times. */
class BusyFunctions {
  readonly triedAt: number[] = [];
  readonly inputs: Json[] = [];
  failures = Number.POSITIVE_INFINITY;

  readonly factory: ServiceFactory = (cloud) => ({
    name: 'lambda',
    protocols: [],
    operations: {
      Invoke: async (input) => {
        this.inputs.push(input);
        this.triedAt.push(cloud.clock.now());
        if (this.triedAt.length <= this.failures)
          throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', { status: 429 });
        return {};
      },
    },
    permissions: () => [],
    providers: [],
  });
}

class Setup {
  readonly functions = new BusyFunctions();
  cloud: RunningCloud | undefined;

  call(service: string, operation: string, input: Json): Promise<Json> {
    if (this.cloud === undefined) throw new TypeError('not started');
    return this.cloud.call({ principal: OPERATOR, service, operation, input });
  }

  /** Puts one event for a busy function with this retry policy and a dead-letter queue `dead`. */
  async start(RetryPolicy?: Json): Promise<RunningCloud> {
    const cloud = await startCloud({ port: 0, services: [makeEventsService, makeSqsService, this.functions.factory] });
    this.cloud = cloud;
    const Statement = {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: '*',
    };
    await this.call('sqs', 'CreateQueue', { QueueName: 'dead', Attributes: { Policy: JSON.stringify({ Statement }) } });
    await this.call('events', 'PutRule', { Name: 'rule', EventPattern: '{"source":["orders"]}' });
    const Targets = [
      {
        Id: 'f',
        Arn: cloud.arn('lambda', 'function:f'),
        DeadLetterConfig: { Arn: cloud.arn('sqs', 'dead') },
        ...(RetryPolicy && { RetryPolicy }),
      },
    ];
    await this.call('events', 'PutTargets', { Rule: 'rule', Targets });
    await this.call('events', 'PutEvents', { Entries: [{ Source: 'orders', DetailType: 'x', Detail: '{}' }] });
    return cloud;
  }

  /** Message attributes of the dead letter. */
  async deadLetter(): Promise<Readonly<Record<string, { readonly StringValue: string }>> | undefined> {
    const QueueUrl = `${this.cloud?.url}/${this.cloud?.accountId}/dead`;
    const { Messages = [] } = (await this.call('sqs', 'ReceiveMessage', {
      QueueUrl,
      MessageAttributeNames: ['All'],
    })) as {
      Messages?: readonly { MessageAttributes: Readonly<Record<string, { readonly StringValue: string }>> }[];
    };
    return Messages[0]?.MessageAttributes;
  }
}

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
describe('retries', () => {
  const setups: Setup[] = [];
  const setUp = (): Setup => {
    const made = new Setup();
    setups.push(made);
    return made;
  };
  afterEach(async () => {
    for (const { cloud } of setups.splice(0)) await cloud?.stop();
  });

  it('wait longer and longer, on the clock of the cloud, until the target takes the event', async () => {
    const setup = setUp();
    setup.functions.failures = 6;
    const cloud = await setup.start();
    expect(cloud.pending()).toMatchObject([{ what: 'event for target f of rule rule: retry' }]);
    await cloud.clock.advance(HOUR_MS);
    const { triedAt } = setup.functions;
    expect(triedAt).toHaveLength(7);
    const pauses = triedAt.slice(1).map((time, index) => time - (triedAt[index] ?? 0));
    pauses.forEach((pause, index) => {
      expect(pause).toBeGreaterThanOrEqual(500 * 2 ** index);
      expect(pause).toBeLessThanOrEqual(1_000 * 2 ** index + 50);
    });
    expect(cloud.pending()).toEqual([]);
    expect(await setup.deadLetter()).toBeUndefined();
  });

  it('are not needed for a function that takes the event, which is invoked asynchronously', async () => {
    const setup = setUp();
    setup.functions.failures = 0;
    const cloud = await setup.start();
    expect(await cloud.settled(5_000)).toBe(true);
    const [{ FunctionName, InvocationType, Payload } = {}, ...more] = setup.functions.inputs;
    expect([FunctionName, InvocationType, more]).toEqual([cloud.arn('lambda', 'function:f'), 'Event', []]);
    expect(JSON.parse(String(Payload))).toMatchObject({ source: 'orders', 'detail-type': 'x' });
  });

  it('end after the attempts of the policy, in the dead-letter queue', async () => {
    const setup = setUp();
    const cloud = await setup.start({ MaximumRetryAttempts: 2 });
    await cloud.clock.advance(HOUR_MS);
    expect(setup.functions.triedAt).toHaveLength(3);
    expect(await setup.deadLetter()).toMatchObject({
      ERROR_CODE: { StringValue: 'THROTTLING' },
      ERROR_MESSAGE: { StringValue: 'Rate Exceeded.' },
      EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumRetryAttempts' },
      RETRY_ATTEMPTS: { StringValue: '2' },
    });
  });

  it('end when the event is too old', async () => {
    const setup = setUp();
    const cloud = await setup.start({ MaximumEventAgeInSeconds: 60 });
    await cloud.clock.advance(HOUR_MS);
    expect((await setup.deadLetter())?.['EXHAUSTED_RETRY_CONDITION']?.StringValue).toBe('MaximumEventAgeInSeconds');
    const { triedAt } = setup.functions;
    expect((triedAt.at(-1) ?? 0) - (triedAt[0] ?? 0)).toBeLessThanOrEqual(60_000);
  });

  it('go on for most of a day and at most 185 times unless told otherwise', async () => {
    const setup = setUp();
    const cloud = await setup.start();
    await cloud.clock.advance(25 * HOUR_MS);
    const { triedAt } = setup.functions;
    expect(triedAt.length).toBeGreaterThan(170);
    expect(triedAt.length).toBeLessThanOrEqual(186);
    expect((triedAt.at(-1) ?? 0) - (triedAt[0] ?? 0)).toBeGreaterThan(22 * HOUR_MS);
    expect(await setup.deadLetter()).toBeDefined();
  });
});
