import type { EventRecord, InputTransformer, Rule, Target } from '../state.ts';
import { DeliveryError } from './delivery-error.ts';
import { readJsonPath } from './json-path.ts';

type Variables = ReadonlyMap<string, unknown>;

/** The event without `detail`, for `<aws.events.event>`. */
function withoutDetail(event: Readonly<Record<string, unknown>>): unknown {
  const { detail: _detail, ...rest } = event;
  return rest;
}

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html#eb-transform-input-predefined */
function variablesOf(transformer: InputTransformer, record: EventRecord, rule: Rule): Variables {
  const event = JSON.parse(record.text) as Readonly<Record<string, unknown>>;
  const variables = new Map<string, unknown>();
  for (const [name, path] of Object.entries(transformer.InputPathsMap ?? {}))
    variables.set(name, readJsonPath(event, path));
  variables.set('aws.events.rule-arn', rule.arn);
  variables.set('aws.events.rule-name', rule.name);
  variables.set('aws.events.event.ingestion-time', new Date(record.receivedAt).toISOString());
  variables.set('aws.events.event', withoutDetail(event));
  variables.set('aws.events.event.json', event);
  return variables;
}

/** Inside a string a value stands as it is: EventBridge escapes nothing, and quotes inside objects are dropped. */
const insideString = (value: unknown): string => {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value).replaceAll('"', '');
};

const outsideString = (value: unknown): string => JSON.stringify(value ?? (value === null ? null : ''));

/** A quote, an escaped character inside a string, or a `<variable>`. */
const TOKEN = /\\.|"|<([^<>\s]+)>/gsu;

function fill(template: string, variables: Variables): string {
  let quoted = false;
  return template.replaceAll(TOKEN, (token: string, name?: string) => {
    if (token === '"') quoted = !quoted;
    if (name === undefined || !variables.has(name)) return token;
    const value = variables.get(name);
    return quoted ? insideString(value) : outsideString(value);
  });
}

function transform(transformer: InputTransformer, record: EventRecord, rule: Rule): string {
  const filled = fill(transformer.InputTemplate, variablesOf(transformer, record, rule));
  try {
    return JSON.stringify(JSON.parse(filled));
  } catch (cause) {
    throw new DeliveryError('INVALID_JSON', 'The input transformer did not produce valid JSON.', { cause });
  }
}

/**
 * What the target receives: the whole event, a constant, a part of it or a text made of its parts.
 * @throws {DeliveryError} the template's result is no JSON.
 */
export function targetInput(target: Target, record: EventRecord, rule: Rule): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined)
    return JSON.stringify(readJsonPath(JSON.parse(record.text), target.InputPath) ?? null);
  if (target.InputTransformer !== undefined) return transform(target.InputTransformer, record, rule);
  return record.text;
}
