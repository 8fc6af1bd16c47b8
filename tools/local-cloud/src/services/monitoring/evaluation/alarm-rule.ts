import { AwsError, NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { StateValue } from '../state.ts';

/** docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export type AlarmRule =
  | { readonly kind: 'state'; readonly value: StateValue; readonly alarm: string }
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'not'; readonly rule: AlarmRule }
  | { readonly kind: 'and' | 'or'; readonly rules: readonly AlarmRule[] };

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

const TOKEN =
  /\s*(?:(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]+)"|([^\s"()]+))\s*\)|(AND|OR|NOT|TRUE|FALSE|\(|\)))/uy;

const invalid = (reason: string): AwsError =>
  new AwsError('ValidationException', `AlarmRule is invalid: ${reason}`, { queryCode: 'ValidationError' });

/** State tests become `STATE alarm`, all else is a word of its own. */
function tokenize(text: string): readonly string[] {
  if (/\bAT_LEAST\b/u.test(text)) throw new NotImplementedLocallyError('AT_LEAST in the rule of a composite alarm');
  const tokens: string[] = [];
  const pattern = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const from = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw invalid(`unexpected text at position ${from + 1}.`);
    const [, state, quoted, bare, word] = match;
    tokens.push(word ?? `${state ?? ''} ${quoted ?? bare ?? ''}`);
  }
  return tokens;
}

function readInside(reader: Reader): AlarmRule {
  const rule = readAny(reader);
  if (reader.tokens[reader.at++] !== ')') throw invalid('a parenthesis is not closed.');
  return rule;
}

function readState(token: string): AlarmRule {
  const [value = '', ...name] = token.split(' ');
  if (name.length === 0) throw invalid(`${token} is in the wrong place.`);
  return { kind: 'state', value: value as StateValue, alarm: name.join(' ') };
}

function readOne(reader: Reader): AlarmRule {
  const token = reader.tokens[reader.at++];
  if (token === undefined) throw invalid('it ends too early.');
  if (token === 'NOT') return { kind: 'not', rule: readOne(reader) };
  if (token === '(') return readInside(reader);
  if (token === 'TRUE' || token === 'FALSE') return { kind: 'constant', value: token === 'TRUE' };
  return readState(token);
}

function readJoined(reader: Reader, word: 'AND' | 'OR', readPart: (reader: Reader) => AlarmRule): AlarmRule {
  const rules = [readPart(reader)];
  while (reader.tokens[reader.at] === word) {
    reader.at += 1;
    rules.push(readPart(reader));
  }
  const [only] = rules;
  return rules.length === 1 && only !== undefined ? only : { kind: word === 'AND' ? 'and' : 'or', rules };
}

/** AND binds closer than OR. */
const readAny = (reader: Reader): AlarmRule => readJoined(reader, 'OR', (each) => readJoined(each, 'AND', readOne));

/**
 * Reads the rule of a composite alarm.
 * @throws {AwsError} `ValidationException`.
 */
export function parseAlarmRule(text: string): AlarmRule {
  const reader: Reader = { tokens: tokenize(text), at: 0 };
  const rule = readAny(reader);
  if (reader.at < reader.tokens.length) throw invalid(`${reader.tokens[reader.at] ?? ''} is in the wrong place.`);
  return rule;
}

/** The alarms that a rule asks, by name or ARN, each once. */
export function alarmsIn(rule: AlarmRule): readonly string[] {
  if (rule.kind === 'state') return [rule.alarm];
  if (rule.kind === 'constant') return [];
  return [...new Set((rule.kind === 'not' ? [rule.rule] : rule.rules).flatMap((each) => alarmsIn(each)))];
}

/** Whether the rule holds, given each alarm's state. */
export function holds(rule: AlarmRule, states: ReadonlyMap<string, StateValue>): boolean {
  switch (rule.kind) {
    case 'constant':
      return rule.value;
    case 'state':
      return states.get(rule.alarm) === rule.value;
    case 'not':
      return !holds(rule.rule, states);
    case 'and':
      return rule.rules.every((each) => holds(each, states));
    case 'or':
      return rule.rules.some((each) => holds(each, states));
  }
}
