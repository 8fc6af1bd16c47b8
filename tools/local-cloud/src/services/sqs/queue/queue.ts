import type { Clock } from '../../../clock/clock.ts';
import { invalidParameterValue, overLimit, receiptHandleInvalid } from '../errors.ts';
import { type Admission, messageOf } from '../message/admission.ts';
import type { Letter, Message } from '../message/message.ts';
import { Deduplication, type SendReceipt } from './deduplication.ts';
import { readReceiptHandle, receiptHandle } from './receipt-handle.ts';
import { type QueueAttributes, type QueueSettings, settingsOf } from './settings.ts';
import { type QueueCounts, Shelf } from './shelf.ts';
import { Waker } from './waker.ts';

/** Messages with receivers at once. docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MAX_IN_FLIGHT = 120_000;

export interface QueueOptions {
  readonly name: string;
  readonly arn: string;
  readonly attributes: QueueAttributes;
  readonly clock: Clock;
  /** Called when a message may have become visible. */
  readonly wake: () => void;
  /** Takes a message that failed too often; false when its dead-letter queue does not exist. */
  readonly bury: (message: Message, targetArn: string) => boolean;
}

export interface ReceiveRequest {
  readonly max: number;
  /** The queue's own when undefined. */
  readonly visibilitySeconds: number | undefined;
}

/** One queue with its messages, on the cloud's clock. */
export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly fifo: boolean;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly tags: Map<string, string> = new Map();
  modifiedAt: number;
  purgedAt: number = -Infinity;
  deleted = false;
  #attributes: QueueAttributes;
  #settings: QueueSettings;
  readonly #options: QueueOptions;
  readonly #shelf: Shelf;
  readonly #deduplication = new Deduplication();
  #lastKey = 0;
  readonly #waker: Waker;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.name = options.name;
    this.arn = options.arn;
    this.fifo = options.name.endsWith('.fifo');
    this.createdAt = options.clock.now();
    this.modifiedAt = this.createdAt;
    this.#attributes = options.attributes;
    this.#settings = settingsOf(options.attributes);
    this.#shelf = new Shelf(this.fifo);
    this.#waker = new Waker({ clock: options.clock, wake: options.wake, settle: () => this.#settle() });
  }

  get attributes(): QueueAttributes {
    return this.#attributes;
  }

  get settings(): QueueSettings {
    return this.#settings;
  }

  configure(attributes: QueueAttributes): void {
    const before = this.#settings.delaySeconds;
    this.#attributes = attributes;
    this.#settings = settingsOf(attributes);
    this.modifiedAt = this.#now();
    if (this.fifo && before !== this.#settings.delaySeconds) this.#delayAgain();
  }

  /** Takes a sender's message, or answers what the first message with its deduplication id was answered. */
  send(letter: Letter, extraDelayMs = 0): SendReceipt {
    if (letter.deduplicationId === undefined) return this.#admit({ letter }, extraDelayMs);
    const scope = this.#settings.deduplicationScope === 'messageGroup' ? (letter.groupId ?? '') : '';
    const key = JSON.stringify([scope, letter.deduplicationId]);
    const known = this.#deduplication.find(key, this.#now());
    if (known !== undefined) return known;
    const receipt = this.#admit({ letter }, extraDelayMs);
    this.#deduplication.remember(key, receipt, this.#now());
    return receipt;
  }

  /** Puts a message in as it is, without deduplication and, unless told, without delay. */
  admit(admission: Admission): SendReceipt {
    return this.#admit({ delaySeconds: 0, ...admission }, 0);
  }

  /** @throws {AwsError} OverLimit when too many messages of a standard queue are in flight. */
  receive({ max, visibilitySeconds }: ReceiveRequest): Message[] {
    this.#settle();
    const hideMs = (visibilitySeconds ?? this.#settings.visibilityTimeoutSeconds) * 1000;
    const taken = this.#take(max, hideMs);
    if (hideMs === 0) for (const message of taken) this.#shelf.reschedule(message, this.#now(), this.#now());
    this.#waker.at(this.#shelf.nextDue());
    return taken;
  }

  /** The handle of the newest receipt of a message. */
  handleOf(message: Message): string {
    return receiptHandle(this.#handleOwner(), message);
  }

  /** Deletes a message. An older receipt of a standard queue's message is accepted and does nothing. API_DeleteMessage.html */
  remove(handle: string): void {
    this.#settle();
    const { message, current } = this.#find(handle);
    if (message === undefined) return;
    if (this.fifo && (!current || message.status !== 'in-flight'))
      throw invalidParameterValue('ReceiptHandle', handle, 'The receipt handle has expired.');
    if (current) this.#shelf.remove(message);
    if (current && this.fifo) this.#waker.soon();
  }

  /** @throws {AwsError} when the message is not in flight. */
  changeVisibility(handle: string, visibilitySeconds: number): void {
    this.#settle();
    const { message, current } = this.#find(handle);
    if (message === undefined || !current || message.status !== 'in-flight')
      throw invalidParameterValue(
        'ReceiptHandle',
        handle,
        'Message does not exist or is not available for visibility timeout change.',
      );
    const now = this.#now();
    if (this.#shelf.reschedule(message, now + visibilitySeconds * 1000, now)) this.#waker.soon();
    this.#waker.at(this.#shelf.nextDue());
  }

  /** The visible message that would be received next. */
  peek(): Message | undefined {
    this.#settle();
    return this.#shelf.next();
  }

  /** Takes a message out for good, for a move task. */
  withdraw(message: Message): void {
    this.#shelf.remove(message);
  }

  /** Makes the message available once more beside the delivery that is under way. */
  duplicate(message: Message): void {
    this.admit(message);
  }

  purge(): void {
    this.purgedAt = this.#now();
    this.#shelf.clear();
  }

  /** Exact, where AWS is approximate. */
  counts(): QueueCounts {
    this.#settle();
    return this.#shelf.counts();
  }

  /** Epoch milliseconds at which the first delayed message becomes visible. */
  firstDelayEnds(): number | undefined {
    if (this.#shelf.counts().delayed === 0) return undefined;
    return this.#shelf.nextDue();
  }

  close(): void {
    this.deleted = true;
    this.#waker.stop();
    this.#shelf.clear();
    this.#options.wake();
  }

  #take(max: number, hideMs: number): Message[] {
    const taken: Message[] = [];
    while (taken.length < max) {
      const message = this.#shelf.next(taken.at(-1)?.letter.groupId);
      if (message === undefined || !this.#hasRoomInFlight(taken.length)) break;
      if (this.#failedTooOften(message)) continue;
      this.#handOut(message, this.#now() + hideMs);
      taken.push(message);
    }
    return taken;
  }

  #now(): number {
    return this.#options.clock.now();
  }

  #handleOwner(): string {
    return `${this.arn} ${this.createdAt}`;
  }

  #admit(admission: Admission, extraDelayMs: number): SendReceipt {
    const now = this.#now();
    const message = messageOf(admission, { key: (this.#lastKey += 1), now, fifo: this.fifo });
    const delaySeconds = admission.delaySeconds ?? admission.letter.delaySeconds ?? this.#settings.delaySeconds;
    this.#shelf.add(message, now + delaySeconds * 1000 + extraDelayMs, now);
    if (message.status === 'ready') this.#waker.soon();
    this.#waker.at(this.#shelf.nextDue());
    return { messageId: message.id, sequenceNumber: message.sequenceNumber };
  }

  #find(handle: string): { readonly message: Message | undefined; readonly current: boolean } {
    const receipt = readReceiptHandle(this.#handleOwner(), handle);
    if (receipt === undefined) throw receiptHandleInvalid(handle);
    const message = this.#shelf.get(receipt.key);
    return { message, current: message?.receipt === receipt.receipt };
  }

  #hasRoomInFlight(takenNow: number): boolean {
    if (this.#shelf.counts().inFlight < MAX_IN_FLIGHT) return true;
    if (takenNow === 0 && !this.fifo)
      throw overLimit('Too many messages in flight. Delete messages, or wait until their visibility timeout ends.');
    return false;
  }

  #failedTooOften(message: Message): boolean {
    const { redrive } = this.#settings;
    if (redrive === undefined || message.receiveCount < redrive.maxReceiveCount) return false;
    if (!this.#options.bury(message, redrive.deadLetterTargetArn)) return false;
    this.#shelf.remove(message);
    return true;
  }

  #handOut(message: Message, visibleAt: number): void {
    message.receiveCount += 1;
    message.receipt += 1;
    message.firstReceivedAt ??= this.#now();
    this.#shelf.take(message, visibleAt);
  }

  #delayAgain(): void {
    const now = this.#now();
    for (const message of this.#shelf.waiting())
      this.#shelf.reschedule(message, message.enqueuedAt + this.#settings.delaySeconds * 1000, now);
    this.#waker.soon();
    this.#waker.at(this.#shelf.nextDue());
  }

  #settle(): void {
    if (this.#shelf.settle(this.#now(), this.#settings.retentionSeconds * 1000)) this.#waker.soon();
    this.#waker.at(this.#shelf.nextDue());
  }
}
