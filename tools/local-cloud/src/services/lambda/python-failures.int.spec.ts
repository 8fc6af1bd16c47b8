import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { useLambda } from './lambda-fixture.ts';
import { findInterpreter } from './runtime/python-interpreter.ts';

const fixture = useLambda();
const interpreter = await findInterpreter('python3.13');

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

/** docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html */
describe.runIf(interpreter !== undefined)('A Python function that fails (needs python3)', () => {
  it('answers an exception with its type, message and trace, and logs it as one event', async () => {
    const name = await fixture.createPython(`
class NoStockError(Exception):
    pass
def handler(event, context):
    raise NoStockError("none left")
`);
    const { status, error, payload, log } = await fixture.invoke(name, {}, { LogType: 'Tail' });
    expect({ status, error }).toStrictEqual({ status: 200, error: 'Unhandled' });
    expect(payload).toStrictEqual({
      errorType: 'NoStockError',
      errorMessage: 'none left',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      stackTrace: [
        expect.stringMatching(/^ {2}File ".*index\.py", line 5, in handler\n {4}raise NoStockError\("none left"\)\n$/),
      ],
    });
    expect(log).toContain('[ERROR] NoStockError: none left\nTraceback (most recent call last):\n  File "');
  });

  it.each(['7_000_000', '40_000_000'])('cannot give more than 6 MB, such as %s letters', async (letters) => {
    const source = `def handler(event, context):\n    return "x" * ${letters}\n`;
    const name = await fixture.createPython(source, { MemorySize: 1024 });
    const { error, payload } = await fixture.invoke(name);
    expect(error).toBe('Unhandled');
    expect(payload).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
    expect((await fixture.invoke(name)).error).toBe('Unhandled');
  });

  it.each([
    ['import nowhere', 'Runtime.ImportModuleError', "Unable to import module 'index': No module named 'nowhere'"],
    [
      'def handler(',
      'Runtime.UserCodeSyntaxError',
      "Syntax error in module 'index': '(' was never closed (index.py, line 1)",
    ],
    ['other = 1', 'Runtime.HandlerNotFound', "Handler 'handler' missing on module 'index'"],
    ['raise KeyError("table")', 'KeyError', "'table'"],
    [
      'def handler(e, c):\n    return object()',
      'Runtime.MarshalError',
      'Unable to marshal response: Object of type object is not JSON serializable',
    ],
  ])('whose code is %j fails with %s', async (source, errorType, errorMessage) => {
    const name = await fixture.createPython(source);
    const { error, payload } = await fixture.invoke(name);
    expect(error).toBe('Unhandled');
    expect(payload).toMatchObject({ errorType, errorMessage });
  });

  it.each([
    ['with a status', 'sys.exit(3)', 'Runtime exited with error: exit status 3'],
    ['without a reason', 'sys.exit()', 'Runtime exited without providing a reason'],
    ['by a signal', 'os.kill(os.getpid(), 11)', 'Runtime exited with error: signal: segmentation fault'],
    ['by its own alarm', 'os.kill(os.getpid(), 14)', 'Runtime exited with error: signal: alarm clock'],
    ['by being killed', 'os.kill(os.getpid(), 9)', 'Runtime exited with error: signal: killed'],
  ])(
    'that exits %s fails the invocation with Runtime.ExitError, and a fresh one takes the next',
    async (_, body, words) => {
      const name = await fixture.createPython(`
import os, sys
calls = 0
def handler(event, context):
    global calls
    calls += 1
    if "exit" in event:
        ${body}
    return calls
`);
      await fixture.invoke(name);
      expect((await fixture.invoke(name, { exit: true })).payload).toStrictEqual({
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(new RegExp(`^RequestId: [0-9a-f-]{36} Error: ${words}$`)) as string,
      });
      expect((await fixture.invoke(name)).payload).toBe(1);
    },
  );

  it('ends with all that it started when the time is up', async () => {
    const name = await fixture.createPython(
      `
import os, subprocess, time
def handler(event, context):
    child = subprocess.Popen(["sleep", "600"])
    with open(event["file"], "w") as file:
        file.write(f"{os.getpid()} {child.pid}")
    print("begun")
    time.sleep(600)
`,
      { Timeout: 1 },
    );
    const file = join(fixture.pythonCode(''), 'pids');
    const { payload, log } = await fixture.invoke(name, { file }, { LogType: 'Tail' });
    expect(payload).toMatchObject({ errorType: 'Sandbox.Timedout' });
    expect(log).toMatch(/\nbegun\n[^]*Task timed out after 1\.00 seconds/);
    const pids = readFileSync(file, 'utf8').split(' ').map(Number);
    await expect.poll(() => pids.filter(isAlive)).toEqual([]);
  });

  it('ends when it holds more memory than it may', async () => {
    const name = await fixture.createPython(`
import time
def handler(event, context):
    kept = []
    while True:
        kept.append(bytearray(16 * 1024 * 1024))
        time.sleep(0.02)
`);
    expect((await fixture.invoke(name)).payload).toMatchObject({ errorType: 'Runtime.OutOfMemory' });
  });

  it('that is crashed by a fault fails its invocation, and a fresh one takes the next', async () => {
    const name = await fixture.createPython(`
import time
def handler(event, context):
    if "file" in event:
        open(event["file"], "w").close()
        time.sleep(600)
    return "fresh"
`);
    const file = join(fixture.pythonCode(''), 'begun');
    const answer = fixture.invoke(name, { file });
    await expect.poll(() => existsSync(file), { timeout: 10_000 }).toBe(true);
    fixture.cloud.signals.notify(`crash:${name}`);
    expect((await answer).payload).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect((await fixture.invoke(name)).payload).toBe('fresh');
  });
});

describe.runIf(interpreter !== undefined)('A cloud that is killed (needs python3)', () => {
  it('takes its Python functions with it', async () => {
    const pidFile = join(fixture.pythonCode(''), 'pid');
    const program = fileURLToPath(new URL('./killed-cloud.test-data.ts', import.meta.url));
    const run = (): unknown => execFileSync(process.execPath, [program, pidFile], { stdio: 'pipe' });
    expect(run).toThrow(expect.objectContaining({ signal: 'SIGKILL' }));
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await expect.poll(() => isAlive(pid)).toBe(false);
  });
});
