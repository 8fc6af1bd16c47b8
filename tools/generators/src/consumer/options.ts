import { needed } from '../workspace/needed.ts';
import { refuse } from '../workspace/refusal.ts';

/** What a consumer's handler may be written in. */
export type Language = 'typescript' | 'python';

/** The options of the command line, as they were given. */
export interface ConsumerSchema {
  readonly service?: string;
  readonly name?: string;
  readonly events?: string;
  readonly fields?: string;
  readonly language?: string;
  readonly createService?: boolean;
}

/** The options, complete. */
export interface ConsumerOptions {
  readonly service: string;
  readonly name: string;
  readonly events: string;
  readonly fields: string | undefined;
  readonly language: Language;
  readonly createService: boolean;
}

const LANGUAGES: readonly Language[] = ['typescript', 'python'];

/**
 * Checks that nothing needed is missing.
 * @throws {GeneratorRefusalError} names the option that is.
 */
export function completeOptions(given: ConsumerSchema): ConsumerOptions {
  const language = LANGUAGES.find((each) => each === (given.language ?? 'typescript'));
  if (language === undefined) {
    refuse(`--language ${given.language} is not one of ${LANGUAGES.join(', ')}: choose one of them.`);
  }
  return {
    service: needed(given.service, '--service', 'the service that wants to know, such as --service analytics'),
    name: needed(given.name, '--name', 'what the consumer is called, such as --name gift-ledger'),
    events: needed(given.events, '--events', 'the events that it answers, such as --events OrderPlaced'),
    fields: given.fields,
    language,
    createService: given.createService ?? false,
  };
}
