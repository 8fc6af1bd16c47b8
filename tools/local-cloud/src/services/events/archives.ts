import { AwsError } from '../../core/aws-error.ts';
import type { Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import { matchesPattern } from './matching/match-pattern.ts';
import type { Archive, EventBus, EventRecord, EventsState } from './state.ts';

const DAY_MS = 86_400_000;

/** Puts an event into every archive of the bus whose pattern it matches. `event` is the record's text, parsed. */
export function archiveEvent(
  state: EventsState,
  bus: EventBus,
  { record, event }: { record: EventRecord; event: unknown },
): void {
  for (const archive of state.archives.values()) {
    if (archive.busArn !== bus.arn) continue;
    if (archive.pattern !== undefined && !matchesPattern(archive.pattern, event)) continue;
    archive.events.push(record);
    archive.sizeBytes += Buffer.byteLength(record.text);
  }
}

/** The events that the archive still keeps; those past its retention are dropped for good. */
export function keptEvents(archive: Archive, cloud: Cloud): readonly EventRecord[] {
  if (archive.retentionDays === 0) return archive.events;
  const oldest = cloud.clock.now() - archive.retentionDays * DAY_MS;
  const expired = archive.events.findIndex(({ receivedAt }) => receivedAt >= oldest);
  const dropped = archive.events.splice(0, expired < 0 ? archive.events.length : expired);
  archive.sizeBytes -= dropped.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  return archive.events;
}

/** @throws {AwsError} `ResourceNotFoundException`. */
export function findArchive(state: EventsState, name: unknown): Archive {
  const archive = state.archives.get(String(name));
  if (archive === undefined) throw new AwsError('ResourceNotFoundException', `Archive ${String(name)} does not exist.`);
  return archive;
}

/** What List shows of an archive; Describe adds the rest. */
export function viewOfArchive(archive: Archive, cloud: Cloud): Json {
  const events = keptEvents(archive, cloud);
  return {
    ArchiveName: archive.name,
    EventSourceArn: archive.busArn,
    State: 'ENABLED',
    RetentionDays: archive.retentionDays,
    SizeBytes: archive.sizeBytes,
    EventCount: events.length,
    CreationTime: new Date(archive.createdAt),
  };
}
