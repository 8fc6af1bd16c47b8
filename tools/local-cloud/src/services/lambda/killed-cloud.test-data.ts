/** A program that runs a cloud with one Python function, and is killed while the function works. */
import { watch, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startCloud } from '../../cloud.ts';
import { OPERATOR } from '../../core/principal.ts';
import { makeLogsService } from '../logs/index.ts';
import { makeLambdaService } from './index.ts';

const HANG = `
import os, time
def handler(event, context):
    with open(event["file"] + ".next", "w") as file:
        file.write(str(os.getpid()))
    os.rename(event["file"] + ".next", event["file"])
    time.sleep(600)
`;

const [file = ''] = process.argv.slice(2);
const directory = dirname(file);
writeFileSync(join(directory, 'index.py'), HANG);
const cloud = await startCloud({ services: [makeLogsService, makeLambdaService] });
const roleArn = `arn:aws:iam::${cloud.accountId}:role/hang`;
cloud.roles.create(roleArn, {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
});
const call = (operation: string, input: Readonly<Record<string, unknown>>): Promise<unknown> =>
  cloud.call({ principal: OPERATOR, service: 'lambda', operation, input });
await call('CreateFunction', {
  FunctionName: 'hang',
  Role: roleArn,
  Runtime: 'python3.13',
  Handler: 'index.handler',
  Timeout: 900,
  Code: { S3Bucket: 'local', S3Key: directory },
});
watch(directory, (_, name) => {
  if (name === 'pid') process.kill(process.pid, 'SIGKILL');
});
await call('Invoke', { FunctionName: 'hang', Payload: Buffer.from(JSON.stringify({ file })) });
