import { makeRuleMatcher, parsePattern } from '@tidings/local-cloud/event-patterns';
import { makeEvents, makeRules } from './match-workload.ts';
import { percentile } from './support/statistics.ts';

/**
 * Rounds of each contender, taken in turns. The tenth part of them that is fastest counts: what else runs on the machine
 * takes caches away, which CPU time does not show.
 */
const ROUNDS = 121;
const QUIET_SHARE = 0.1;

/** Passes over the events in one round. */
const PASSES = 2;

const EVENT_BYTES = [360, 1_000] as const;
const RULE_COUNTS = [1, 100, 10_000] as const;

interface Contender {
  readonly run: (events: readonly string[]) => number;
  readonly events: readonly string[];
  readonly roundsUs: number[];
}

/** Microseconds of CPU time. */
function cpuTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** The reference: what any matcher must do first. Answers a number so that nothing is optimized away. */
const parseAll = (events: readonly string[]): number => {
  let keys = 0;
  for (const text of events) keys += (JSON.parse(text) as { source: string }).source.length;
  return keys;
};

function matchAll(count: number): (events: readonly string[]) => number {
  const rules = makeRules(count).map(({ pattern }) => ({ pattern: parsePattern(pattern) }));
  const matcher = makeRuleMatcher(rules);
  return (events) => {
    let matched = 0;
    for (const text of events) matched += matcher.matchText(text).length;
    return matched;
  };
}

function measure(contenders: readonly Contender[]): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { run, events, roundsUs } of contenders) {
      roundsUs.push(
        cpuTime(() => {
          for (let pass = 0; pass < PASSES; pass += 1) run(events);
        }),
      );
    }
  }
}

const nanosecondsPerEvent = ({ roundsUs, events }: Contender): number =>
  (percentile(roundsUs, QUIET_SHARE) * 1_000) / (PASSES * events.length);

function contender(run: Contender['run'], events: readonly string[]): Contender {
  return { run, events, roundsUs: [] };
}

/** Compares all rule counts on events of one size. */
function compare(bytes: number): readonly Readonly<Record<string, string | number>>[] {
  const pairs = RULE_COUNTS.map((count) => {
    const events = makeEvents(makeRules(count), bytes);
    return { count, reference: contender(parseAll, events), candidate: contender(matchAll(count), events) };
  });
  measure(pairs.flatMap(({ reference, candidate }) => [reference, candidate]));
  const [one] = pairs.map(({ candidate }) => nanosecondsPerEvent(candidate));
  return pairs.map(({ count, reference, candidate }) => {
    const [parse, match] = [nanosecondsPerEvent(reference), nanosecondsPerEvent(candidate)];
    return {
      'event bytes': bytes,
      rules: count,
      matches: candidate.run(candidate.events) / candidate.events.length,
      'JSON.parse ns': Math.round(parse),
      'parse + match ns': Math.round(match),
      'rate of JSON.parse': (parse / match).toFixed(2),
      'time of 1 rule': (match / (one ?? match)).toFixed(2),
    };
  });
}

/**
 * Event text in, matching rules out, beside `JSON.parse` of the same texts in the same run, in CPU time.
 * Reach: at least 0.5 of the rate of `JSON.parse` with 100 rules, and 10,000 rules in at most 1.3 of the time of one.
 */
export async function run(): Promise<void> {
  console.log(`Node ${process.versions.node}, V8 ${process.versions.v8}; one event in ten matches a rule`);
  console.table(EVENT_BYTES.flatMap((bytes) => compare(bytes)));
}
