import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  type FilterLogEventsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCloud, type RunningCloud } from '../../cloud.ts';
import { makeLogsService } from './index.ts';

const running: { cloud?: RunningCloud; logs?: CloudWatchLogsClient; made: number } = { made: 0 };

beforeAll(async () => {
  const cloud = await startCloud({ port: 0, services: [makeLogsService] });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  running.cloud = cloud;
  running.logs = new CloudWatchLogsClient({ endpoint: cloud.url, region: cloud.region, credentials, maxAttempts: 1 });
});

afterAll(async () => {
  running.logs?.destroy();
  await running.cloud?.stop();
});

const logs = (): CloudWatchLogsClient => running.logs as CloudWatchLogsClient;
const now = (): number => Math.floor(running.cloud?.clock.now() ?? 0);

/** A group with one stream, `main`. */
async function group(): Promise<string> {
  const logGroupName = `/shop/group-${(running.made += 1)}`;
  await logs().send(new CreateLogGroupCommand({ logGroupName }));
  await logs().send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'main' }));
  return logGroupName;
}

const put = (logGroupName: string, ...messages: readonly string[]): Promise<unknown> =>
  logs().send(
    new PutLogEventsCommand({
      logGroupName,
      logStreamName: 'main',
      logEvents: messages.map((message) => ({ timestamp: now(), message })),
    }),
  );

async function filter(
  logGroupName: string,
  more: Partial<FilterLogEventsCommandInput> = {},
): Promise<readonly unknown[]> {
  const { events } = await logs().send(new FilterLogEventsCommand({ logGroupName, ...more }));
  return (events ?? []).map(({ message }) => message);
}

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html */
describe('Log groups', () => {
  it('are made, described and deleted', async () => {
    const name = await group();
    const described = await logs().send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
    expect(described.logGroups).toMatchObject([
      {
        logGroupName: name,
        arn: `arn:aws:logs:eu-west-1:000000000000:log-group:${name}:*`,
        logGroupArn: `arn:aws:logs:eu-west-1:000000000000:log-group:${name}`,
      },
    ]);
    await logs().send(new DeleteLogGroupCommand({ logGroupName: name }));
    await expect(filter(name)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    });
  });

  it('cannot be made twice', async () => {
    const logGroupName = await group();
    await expect(logs().send(new CreateLogGroupCommand({ logGroupName }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      message: 'The specified log group already exists',
    });
  });

  it('drop events that their retention no longer keeps', async () => {
    const logGroupName = await group();
    await logs().send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 3 }));
    await put(logGroupName, 'old');
    await running.cloud?.clock.advance(4 * 86_400_000);
    await put(logGroupName, 'new');
    expect(await filter(logGroupName)).toStrictEqual(['new']);
  });

  it('take only the numbers of days that the API knows', async () => {
    const command = new PutRetentionPolicyCommand({ logGroupName: await group(), retentionInDays: 4 });
    await expect(logs().send(command)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
describe('PutLogEvents', () => {
  it('refuses events that are not in order of time', async () => {
    const logGroupName = await group();
    const logEvents = [
      { timestamp: now(), message: 'b' },
      { timestamp: now() - 1000, message: 'a' },
    ];
    const command = new PutLogEventsCommand({ logGroupName, logStreamName: 'main', logEvents });
    await expect(logs().send(command)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('rejects events that are too old or too new and takes the rest', async () => {
    const logGroupName = await group();
    const logEvents = [
      { timestamp: now() - 15 * 86_400_000, message: 'too old' },
      { timestamp: now(), message: 'right' },
      { timestamp: now() + 3 * 3_600_000, message: 'too new' },
    ];
    const command = new PutLogEventsCommand({ logGroupName, logStreamName: 'main', logEvents });
    const { rejectedLogEventsInfo } = await logs().send(command);
    expect(rejectedLogEventsInfo).toStrictEqual({ tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 });
    expect(await filter(logGroupName)).toStrictEqual(['right']);
  });

  it('needs the stream to be there', async () => {
    const logGroupName = await group();
    const logEvents = [{ timestamp: now(), message: 'a' }];
    const command = new PutLogEventsCommand({ logGroupName, logStreamName: 'other', logEvents });
    await expect(logs().send(command)).rejects.toMatchObject({ message: 'The specified log stream does not exist.' });
  });

  it('lets the oldest events go before they fill the memory', async () => {
    const logGroupName = await group();
    await put(logGroupName, 'first');
    const line = 'x'.repeat(100_000);
    for (let call = 0; call < 40; call += 1) await put(logGroupName, ...Array.from({ length: 8 }, () => line));
    const kept = await filter(logGroupName, { limit: 10_000 });
    expect(kept).not.toContain('first');
    expect(kept.length * line.length).toBeLessThan(17 * 1024 * 1024);
  });
});

describe('Log events', () => {
  it('are read by stream in pages', async () => {
    const logGroupName = await group();
    await put(logGroupName, 'a', 'b', 'c');
    const first = await logs().send(
      new GetLogEventsCommand({ logGroupName, logStreamName: 'main', limit: 2, startFromHead: true }),
    );
    expect(first.events?.map(({ message }) => message)).toStrictEqual(['a', 'b']);
    const next = await logs().send(
      new GetLogEventsCommand({ logGroupName, logStreamName: 'main', nextToken: first.nextForwardToken }),
    );
    expect(next.events?.map(({ message }) => message)).toStrictEqual(['c']);
    const end = await logs().send(
      new GetLogEventsCommand({ logGroupName, logStreamName: 'main', nextToken: next.nextForwardToken }),
    );
    expect(end.events).toStrictEqual([]);
    expect(end.nextForwardToken).toBe(next.nextForwardToken);
  });

  it('are found over all streams in pages', async () => {
    const logGroupName = await group();
    await put(logGroupName, 'a', 'b', 'c');
    const first = await logs().send(new FilterLogEventsCommand({ logGroupName, limit: 2 }));
    expect(first.events?.map(({ message }) => message)).toStrictEqual(['a', 'b']);
    expect(await filter(logGroupName, { nextToken: first.nextToken })).toStrictEqual(['c']);
  });

  it('show their stream’s first and last time', async () => {
    const logGroupName = await group();
    await put(logGroupName, 'a');
    const { logStreams } = await logs().send(
      new DescribeLogStreamsCommand({ logGroupName, orderBy: 'LastEventTime', descending: true }),
    );
    expect(logStreams).toMatchObject([{ logStreamName: 'main', firstEventTimestamp: expect.any(Number) as number }]);
  });
});
