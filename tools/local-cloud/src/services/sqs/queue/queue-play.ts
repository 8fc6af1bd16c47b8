import fc from 'fast-check';
import { makeClock } from '../../../clock/clock.ts';
import type { Letter, Message } from '../message/message.ts';
import { withDefaults } from './attributes.ts';
import { Queue } from './queue.ts';

const VISIBILITY_MS = 10_000;

/** A message as a sender gives it. */
export const letter = (body: string, groupId?: string, delaySeconds?: number): Letter => ({
  body,
  groupId,
  delaySeconds,
  attributes: {},
  systemAttributes: {},
  deduplicationId: undefined,
  senderId: 'spec',
});

export type Step =
  | { readonly kind: 'send'; readonly group: string; readonly delay: number }
  | { readonly kind: 'receive'; readonly max: number }
  | { readonly kind: 'delete' | 'give back'; readonly index: number }
  | { readonly kind: 'wait'; readonly ms: number };

/** One thing that happens to a queue. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('send' as const),
    group: fc.constantFrom('a', 'b', 'c'),
    delay: fc.constantFrom(0, 3),
  }),
  fc.record({ kind: fc.constant('receive' as const), max: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('delete' as const), index: fc.nat(20) }),
  fc.record({ kind: fc.constant('give back' as const), index: fc.nat(20) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1_000, 4_000, VISIBILITY_MS) }),
);

interface Delivery {
  readonly message: Message;
  readonly handle: string;
  readonly until: number;
}

/** Plays steps against a queue and keeps its own books of what must be true. */
export class Play {
  /** What was not as it must be. */
  readonly problems: string[] = [];
  readonly #clock = makeClock(() => 0);
  readonly #queue: Queue;
  readonly #fifo: boolean;
  readonly #alive = new Map<string, Message | undefined>();
  #deliveries: readonly Delivery[] = [];
  #sent = 0;

  constructor(fifo: boolean, visibilityMs: number = VISIBILITY_MS) {
    this.#fifo = fifo;
    const name = fifo ? 'queue.fifo' : 'queue';
    const attributes = withDefaults({ VisibilityTimeout: String(visibilityMs / 1000) }, fifo);
    const quiet = { wake: () => undefined, bury: () => false };
    this.#queue = new Queue({ name, arn: `arn:${name}`, attributes, clock: this.#clock, ...quiet });
  }

  async take(next: Step): Promise<void> {
    if (next.kind === 'send') this.#send(next.group, next.delay);
    if (next.kind === 'receive') this.#receive(next.max);
    if (next.kind === 'delete') this.#delete(next.index);
    if (next.kind === 'give back') this.#giveBack(next.index);
    if (next.kind === 'wait') await this.#clock.advance(next.ms);
    this.#deliveries = this.#deliveries.filter(({ until }) => until > this.#clock.now());
    const { visible, inFlight, delayed } = this.#queue.counts();
    this.#demand(visible + inFlight + delayed === this.#alive.size, 'the counts add up');
    this.#demand(inFlight === this.#deliveries.length, 'what was received is in flight');
  }

  /** Everything that was not deleted comes out in the end. */
  async drain(): Promise<void> {
    const left = new Set(this.#alive.keys());
    for (let round = 0; left.size > 0 && round < 200; round += 1) {
      await this.#clock.advance(VISIBILITY_MS);
      for (const message of this.#queue.receive({ max: 10, visibilitySeconds: undefined })) {
        this.#demand(left.delete(message.letter.body), 'each message comes out once');
        this.#queue.remove(this.#queue.handleOf(message));
      }
    }
    this.#demand(left.size === 0, 'nothing is lost');
  }

  #demand(holds: boolean, what: string): void {
    if (!holds) this.problems.push(what);
  }

  #send(group: string, delay: number): void {
    const body = String((this.#sent += 1));
    this.#alive.set(body, undefined);
    this.#queue.send(letter(body, this.#fifo ? group : undefined, this.#fifo ? undefined : delay));
  }

  #receive(max: number): void {
    const busyGroups = new Set(this.#deliveries.map(({ message }) => message.letter.groupId));
    const busy = new Set(this.#deliveries.map(({ message }) => message.letter.body));
    const messages = this.#queue.receive({ max, visibilitySeconds: undefined });
    for (const message of messages) {
      this.#demand(this.#alive.has(message.letter.body), 'what was deleted stays away');
      this.#demand(!busy.has(message.letter.body), 'what is with a receiver is hidden');
      this.#demand(!this.#fifo || !busyGroups.has(message.letter.groupId), 'a busy group is closed');
    }
    if (this.#fifo) this.#expectOldestFirst(messages);
    const until = this.#clock.now() + VISIBILITY_MS;
    const fresh = messages.map((message) => ({ message, handle: this.#queue.handleOf(message), until }));
    this.#deliveries = [...this.#deliveries, ...fresh];
  }

  #expectOldestFirst(messages: readonly Message[]): void {
    const last = new Map<string | undefined, number>();
    for (const {
      letter: { body, groupId },
    } of messages) {
      this.#demand(Number(body) > (last.get(groupId) ?? 0), 'a group keeps its order');
      last.set(groupId, Number(body));
    }
  }

  #delete(index: number): void {
    const delivery = this.#deliveries[index];
    if (delivery === undefined) return;
    this.#queue.remove(delivery.handle);
    this.#alive.delete(delivery.message.letter.body);
    this.#deliveries = this.#deliveries.filter((other) => other !== delivery);
  }

  #giveBack(index: number): void {
    const delivery = this.#deliveries[index];
    if (delivery === undefined) return;
    this.#queue.changeVisibility(delivery.handle, 0);
    this.#deliveries = this.#deliveries.filter((other) => other !== delivery);
  }
}
