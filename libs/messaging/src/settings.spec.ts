import { describe, expect, it } from 'vitest';
import { MissingSettingError, settingsIn } from './settings.ts';

describe('settings', () => {
  it('are what the environment says when they are asked for', () => {
    const environment: Record<string, string> = {};
    const setting = settingsIn(environment);
    environment['TABLE_NAME'] = 'orders';
    expect(setting('TABLE_NAME')).toBe('orders');
  });

  it.each([{}, { TABLE_NAME: '' }])('name the one that %j does not have', (environment) => {
    const asking = (): string => settingsIn(environment)('TABLE_NAME');
    expect(asking).toThrow(MissingSettingError);
    expect(asking).toThrow('TABLE_NAME');
  });
});
