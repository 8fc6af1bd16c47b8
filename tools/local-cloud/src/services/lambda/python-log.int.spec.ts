import { describe, expect, it } from 'vitest';
import { useLambda } from './lambda-fixture.ts';
import { findInterpreter } from './runtime/python-interpreter.ts';

const fixture = useLambda();
const interpreter = await findInterpreter('python3.13');

/** Lines of the log between Lambda's own. */
async function printedBy(source: string): Promise<readonly string[]> {
  const { log } = await fixture.invoke(await fixture.createPython(source), {}, { LogType: 'Tail' });
  const lines = log.split('\n');
  return lines.slice(
    1,
    lines.findIndex((line) => line.startsWith('END ')),
  );
}

/** docs.aws.amazon.com/lambda/latest/dg/python-logging.html */
describe.runIf(interpreter !== undefined)('The log of a Python function (needs python3)', () => {
  it('has what was printed, in order, whichever way it was printed', async () => {
    const lines = await printedBy(`
import os, subprocess, sys
print("loaded")
def handler(event, context):
    for number in range(20):
        print(number, file=sys.stdout if number % 2 else sys.stderr)
    os.write(1, "straight č\\n".encode())
    subprocess.run(["echo", "by a child"])
    print("two\\nlines")
    print("without an end", end="")
`);
    const numbers = Array.from({ length: 20 }, (_, number) => String(number));
    expect(lines).toEqual([...numbers, 'straight č', 'by a child', 'two', 'lines', 'without an end']);
  });

  it('has what a function that ends prints last', async () => {
    const lines = await printedBy(`
import sys
def handler(event, context):
    print("last words", end="")
    sys.exit(1)
`);
    expect(lines[0]).toBe('last words');
  });

  it('keeps records of the logging module whole, with level and request', async () => {
    const lines = await printedBy(`
import logging
def handler(event, context):
    logging.getLogger().setLevel("INFO")
    logging.info("one\\ntwo")
`);
    expect(lines.join('\n')).toMatch(/^\[INFO\]\t\d{4}-\d\d-\d\dT[\d:.]+Z\t[0-9a-f-]{36}\tone\ntwo$/);
  });

  it('has them as JSON from the level on that the function asks for', async () => {
    const name = await fixture.createPython(
      `
import logging
def handler(event, context):
    logging.info("quiet")
    logging.warning("loud")
`,
      { LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'WARN' } },
    );
    const { log } = await fixture.invoke(name, {}, { LogType: 'Tail' });
    const records = log.split('\n').filter((line) => line.includes('"message"'));
    expect(records.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ level: 'WARNING', message: 'loud' }]);
  });
});
