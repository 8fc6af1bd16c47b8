import type { Cloud } from '../../core/cloud.ts';
import { noSuchConfigurationSet, noSuchTemplate } from './errors.ts';
import { domainOf } from './mime/addresses.ts';

export type IdentityType = 'EmailAddress' | 'Domain';

/** Kinds of events a configuration set can publish. docs.aws.amazon.com/ses/latest/APIReference/API_EventDestination.html */
export type EventType = 'send' | 'reject' | 'bounce' | 'complaint' | 'delivery' | 'open' | 'click' | 'renderingFailure';

/** A destination on the default bus; SES publishes to no other bus. */
export interface EventDestination {
  readonly name: string;
  readonly enabled: boolean;
  readonly types: readonly EventType[];
}

export interface ConfigurationSet {
  readonly name: string;
  readonly destinations: Map<string, EventDestination>;
}

export interface Template {
  readonly name: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** A mail that was accepted. */
export interface SentMail {
  readonly messageId: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  /** Envelope sender. */
  readonly source: string;
  /** Envelope recipients, addresses only. */
  readonly recipients: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string | undefined;
  /** The whole MIME message as it left. */
  readonly raw: Buffer;
}

/** Everything one cloud's SES knows. */
export interface SesState {
  readonly cloud: Cloud;
  /** Verified identities. Verification takes no time here: nobody has to click a link or edit DNS. */
  readonly identities: Map<string, IdentityType>;
  readonly configurationSets: Map<string, ConfigurationSet>;
  readonly templates: Map<string, Template>;
  /** What was sent, in order; nothing is ever taken out. */
  readonly ledger: SentMail[];
  /** How much of the ledger's beginning the mailbox no longer shows. */
  cleared: number;
  /** Events on their way to the bus. */
  eventsUnderWay: number;
}

export const makeState = (cloud: Cloud): SesState => ({
  cloud,
  identities: new Map(),
  configurationSets: new Map(),
  templates: new Map(),
  ledger: [],
  cleared: 0,
  eventsUnderWay: 0,
});

/** The identity through which an address may send: itself, its domain, or a parent domain. docs.aws.amazon.com/ses/latest/dg/creating-identities.html */
export function identityOf(state: SesState, address: string): string | undefined {
  const lower = address.toLowerCase();
  if (state.identities.has(lower)) return lower;
  for (let domain = domainOf(lower); domain.includes('.'); domain = domain.slice(domain.indexOf('.') + 1))
    if (state.identities.get(domain) === 'Domain') return domain;
  return undefined;
}

/** @throws {AwsError} ConfigurationSetDoesNotExist. */
export function configurationSet(state: SesState, name: string): ConfigurationSet {
  const set = state.configurationSets.get(name);
  if (set === undefined) throw noSuchConfigurationSet(name);
  return set;
}

/** @throws {AwsError} TemplateDoesNotExist. */
export function templateNamed(state: SesState, name: string): Template {
  const template = state.templates.get(name);
  if (template === undefined) throw noSuchTemplate(name);
  return template;
}
