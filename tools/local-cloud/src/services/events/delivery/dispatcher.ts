import { archiveEvent } from '../archives.ts';
import { makeRuleMatcher } from '../matching/rule-matcher.ts';
import type { RuleMatcher } from '../matching/rule-matcher.ts';
import type { EventBus, EventRecord, EventsState, Rule } from '../state.ts';
import type { Courier } from './courier.ts';

export interface DispatchOptions {
  /** Only these rules, by ARN; all when absent. */
  readonly onlyRules?: ReadonlySet<string> | undefined;
  /** A replay: it is not archived again. */
  readonly replayed?: boolean;
}

export interface Dispatcher {
  /** Hands an accepted event to archives and to the targets of every enabled rule that it matches. */
  dispatch(bus: EventBus, record: EventRecord, options?: DispatchOptions): void;
}

function matcherOf(bus: EventBus): RuleMatcher<Rule> {
  bus.matcher ??= makeRuleMatcher([...bus.rules.values()].filter(({ enabled }) => enabled));
  return bus.matcher;
}

export function makeDispatcher(state: EventsState, courier: Courier): Dispatcher {
  return {
    dispatch: (bus, record, options = {}) => {
      if (options.replayed !== true && state.archives.size > 0) {
        archiveEvent(state, bus, { record, event: JSON.parse(record.text) as unknown });
      }
      for (const rule of matcherOf(bus).matchText(record.text)) {
        if (options.onlyRules !== undefined && !options.onlyRules.has(rule.arn)) continue;
        for (const target of rule.targets.values()) courier.deliver({ rule, target, record });
      }
    },
  };
}
