import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useLambda } from './lambda-fixture.ts';

const fixture = useLambda();

beforeEach(() => void vi.stubEnv('PATH', '/nonexistent'));
afterEach(() => void vi.unstubAllEnvs());

describe('A Python function where there is no Python', () => {
  it('is made, and says at each invocation what is missing', async () => {
    const name = await fixture.createPython('def handler(event, context):\n    return 1\n');
    const { error, payload } = await fixture.invoke(name);
    expect(error).toBe('Unhandled');
    expect(payload).toStrictEqual({
      errorType: 'Runtime.InvalidRuntime',
      errorMessage:
        'This function cannot run here: neither python3.13 nor a python3 from 3.11 on is on the PATH: install one and start again.',
    });
  });

  it('leaves other functions alone', async () => {
    const name = await fixture.create('export const handler = async () => 1;');
    expect((await fixture.invoke(name)).payload).toBe(1);
  });
});
