/** A function was deployed without a setting that it needs: its service's stack sets it. */
export class MissingSettingError extends Error {
  override readonly name = 'MissingSettingError';
  readonly setting: string;

  constructor(setting: string) {
    super(`The environment variable ${setting} is not set: the function's stack sets it`);
    this.setting = setting;
  }
}

/**
 * Looks settings up in an environment, each when it is asked for.
 * @returns a function that throws `MissingSettingError` for a setting that is absent or empty.
 */
export function settingsIn(environment: Readonly<Record<string, string | undefined>>): (name: string) => string {
  return (name) => {
    const value = environment[name];
    if (value === undefined || value === '') throw new MissingSettingError(name);
    return value;
  };
}
