import type { Json } from '../../core/aws-error.ts';
import type { EventsState } from './state.ts';

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Adds tags as API and templates write them: `[{ Key, Value }]`. */
export function addTags(state: EventsState, arn: string, tags: unknown): void {
  if (!Array.isArray(tags)) return;
  const kept = state.tags.get(arn) ?? new Map<string, string>();
  for (const { Key, Value } of tags as readonly Tag[]) kept.set(Key, Value);
  state.tags.set(arn, kept);
}

export const tagsOf = (state: EventsState, arn: string): readonly Json[] =>
  [...(state.tags.get(arn) ?? [])].map(([Key, Value]) => ({ Key, Value }));
