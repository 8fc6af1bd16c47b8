import { UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useLambda } from './lambda-fixture.ts';
import { findInterpreter } from './runtime/python-interpreter.ts';

const fixture = useLambda();
const interpreter = await findInterpreter('python3.13');

/** docs.aws.amazon.com/lambda/latest/dg/python-handler.html, …/python-context.html and …/runtimes-api.html */
describe.runIf(interpreter !== undefined)('A Python function (needs python3)', () => {
  it('answers what the handler returned, whatever its letters and numbers', async () => {
    const name = await fixture.createPython(`
from decimal import Decimal
def handler(event, context):
    return {"echo": event, "three": Decimal("3"), "half": Decimal("0.5"), "nothing": None}
`);
    expect(await fixture.invoke(name, { text: 'žluťoučký 🐎 \u0000 "', deep: [[1.5, true]] })).toStrictEqual({
      status: 200,
      error: undefined,
      payload: { echo: { text: 'žluťoučký 🐎 \u0000 "', deep: [[1.5, true]] }, three: 3, half: 0.5, nothing: null },
      log: '',
    });
  });

  it('has its own variables and the function’s context, and nothing else of the machine', async () => {
    const name = await fixture.createPython(
      `
import os, time
def handler(event, context):
    left = context.get_remaining_time_in_millis()
    return {
        "colour": os.environ["COLOUR"], "task": os.environ["LAMBDA_TASK_ROOT"] == os.getcwd(), "tz": time.tzname[0],
        "region": os.environ["AWS_REGION"], "endpoint": os.environ["AWS_ENDPOINT_URL"], "home": os.path.exists(os.environ["HOME"]),
        "runtime": os.environ["AWS_EXECUTION_ENV"], "left": 3000 < left <= 5000, "name": context.function_name,
        "version": context.function_version, "arn": context.invoked_function_arn, "memory": context.memory_limit_in_mb,
        "group": context.log_group_name, "stream": context.log_stream_name == os.environ["AWS_LAMBDA_LOG_STREAM_NAME"],
        "id": len(context.aws_request_id), "inherited": os.environ.get("VITEST"),
        "custom": context.client_context.custom["shop"], "app": context.client_context.client.app_title,
    }
`,
      { Environment: { Variables: { COLOUR: 'teal' } }, Timeout: 5, MemorySize: 256 },
    );
    const told = JSON.stringify({ custom: { shop: 'Tón' }, client: { app_title: 'Shop' } });
    const ClientContext = Buffer.from(told).toString('base64');
    expect((await fixture.invoke(name, {}, { ClientContext })).payload).toStrictEqual({
      colour: 'teal',
      task: true,
      tz: 'UTC',
      region: 'eu-west-1',
      endpoint: fixture.cloud.url,
      home: false,
      runtime: 'AWS_Lambda_python3.13',
      left: true,
      name,
      version: '$LATEST',
      arn: `arn:aws:lambda:eu-west-1:000000000000:function:${name}`,
      memory: '256',
      group: `/aws/lambda/${name}`,
      stream: true,
      id: 36,
      inherited: null,
      custom: 'Tón',
      app: 'Shop',
    });
  });

  it('calls AWS as the function’s role', async () => {
    const Role = fixture.role();
    const source = 'import os\ndef handler(event, context):\n    return os.environ["AWS_ACCESS_KEY_ID"]\n';
    const name = await fixture.createPython(source, { Role });
    const { payload } = await fixture.invoke(name);
    expect(fixture.cloud.roles.principalOf(String(payload))).toStrictEqual({
      kind: 'role',
      roleArn: Role,
      sessionName: name,
    });
  });

  it('keeps an environment between invocations', async () => {
    const name = await fixture.createPython(`
calls = 0
def handler(event, context):
    global calls
    calls += 1
    return calls
`);
    await fixture.invoke(name);
    expect((await fixture.invoke(name)).payload).toBe(2);
  });

  it('takes and gives 5 MB', async () => {
    const name = await fixture.createPython('def handler(event, context):\n    return event + "!"\n');
    const big = 'é'.repeat(2_500_000);
    expect((await fixture.invoke(name, big)).payload).toBe(`${big}!`);
  });

  it('gives each environment one request at a time', async () => {
    const name = await fixture.createPython(`
import time
running = 0
def handler(event, context):
    global running
    running += 1
    most = running
    time.sleep(0.02)
    running -= 1
    return [event, most]
`);
    const numbers = Array.from({ length: 8 }, (_, number) => number);
    const answers = await Promise.all(numbers.map((number) => fixture.invoke(name, number)));
    expect(answers.map(({ payload }) => payload)).toStrictEqual(numbers.map((number) => [number, 1]));
  });

  it('answers the next invocation with new code, though it was changed within the same second', async () => {
    const source = (version: number): string => `def handler(event, context):\n    return ${version}\n`;
    const directory = fixture.pythonCode(source(1));
    const name = await fixture.createPython('', { Code: { S3Bucket: 'local', S3Key: directory } });
    expect((await fixture.invoke(name)).payload).toBe(1);
    writeFileSync(join(directory, 'index.py'), source(2));
    const update = { FunctionName: name, S3Bucket: 'local', S3Key: directory };
    await fixture.lambda.send(new UpdateFunctionCodeCommand(update));
    expect((await fixture.invoke(name)).payload).toBe(2);
    expect(existsSync(join(directory, '__pycache__'))).toBe(false);
  });
});
