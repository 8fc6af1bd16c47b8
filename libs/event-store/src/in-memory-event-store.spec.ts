import { describeEventStore } from './event-store.contract.ts';
import { makeInMemoryEventStore } from './in-memory-event-store.ts';

describeEventStore('in-memory event store', makeInMemoryEventStore);
