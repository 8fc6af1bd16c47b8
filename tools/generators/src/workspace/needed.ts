import { refuse } from './refusal.ts';

/**
 * An option that has to be there.
 * @throws {GeneratorRefusalError} it is not; the sentence names it.
 */
export function needed(value: string | undefined, option: string, meaning: string): string {
  const text = (value ?? '').trim();
  return text === '' ? refuse(`${option} is missing: give ${meaning}.`) : text;
}
