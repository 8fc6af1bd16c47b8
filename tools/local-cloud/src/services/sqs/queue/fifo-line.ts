import type { Message } from '../message/message.ts';
import type { Line } from './line.ts';
import { PriorityQueue } from './priority-queue.ts';

interface Group {
  readonly id: string;
  /** Everything of this group that is not with a receiver, by position. */
  readonly messages: PriorityQueue<Message>;
  readonly inFlight: Set<Message>;
}

/**
 * A FIFO queue: strict order inside a message group; while one of a group is with a receiver, that group gives nothing more
 * to other receivers. docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
export class FifoLine implements Line {
  readonly #groups = new Map<string, Group>();
  /** Groups whose first message may be received now, by the position of that message. */
  readonly #open = new PriorityQueue<Group>();

  announce(message: Message): void {
    const group = this.#groupOf(message);
    group.messages.add(message, message.position);
    this.#review(group);
  }

  ready(message: Message): void {
    const group = this.#groupOf(message);
    group.inFlight.delete(message);
    group.messages.add(message, message.position);
    this.#review(group);
  }

  sent(message: Message): void {
    const group = this.#groupOf(message);
    group.messages.remove(message);
    group.inFlight.add(message);
    this.#review(group);
  }

  remove(message: Message): void {
    const group = this.#groupOf(message);
    group.messages.remove(message);
    group.inFlight.delete(message);
    this.#review(group);
    if (group.messages.size === 0 && group.inFlight.size === 0) this.#groups.delete(group.id);
  }

  /** `among` names the group the running receive call already took from: it may take more of it. */
  next(among?: string): Message | undefined {
    const current = among === undefined ? undefined : this.#groups.get(among)?.messages.first();
    if (current?.status === 'ready') return current;
    return this.#open.first()?.messages.first();
  }

  #groupOf(message: Message): Group {
    const id = message.letter.groupId ?? '';
    const known = this.#groups.get(id);
    if (known !== undefined) return known;
    const group: Group = { id, messages: new PriorityQueue(), inFlight: new Set() };
    this.#groups.set(id, group);
    return group;
  }

  #review(group: Group): void {
    const first = group.messages.first();
    if (first?.status === 'ready' && group.inFlight.size === 0) this.#open.add(group, first.position);
    else this.#open.remove(group);
  }
}
